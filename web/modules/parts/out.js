// Signed out, or taken out of the family: the page is asked for again and the box shows the way in. More than one
// thing on a page may hear of it; asking twice would break off what the box is answering.
let asked = false;

export function wayIn() {
  if (asked) return;
  asked = true;
  location.reload();
}
