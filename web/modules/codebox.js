// Shows the one real field as six boxes. The field stays, invisible above them: keys, paste and autofill are its own.
const LENGTH = 6;

export default function codebox(element) {
  const input = element.querySelector("input");
  const boxes = [...element.querySelectorAll("b")];
  element.classList.add("awake");
  input.addEventListener("input", keepDigits);
  ["focus", "keyup", "click"].forEach((moment) => input.addEventListener(moment, toTheEnd));
  keepDigits();

  function keepDigits() {
    input.value = plainDigits(input.value).slice(0, LENGTH);
    paint();
  }

  function toTheEnd() {
    input.setSelectionRange(input.value.length, input.value.length);
  }

  function paint() {
    const now = Math.min(input.value.length, LENGTH - 1);
    boxes.forEach((box, place) => {
      box.textContent = input.value[place] || "";
      box.classList.toggle("full", place < input.value.length);
      box.classList.toggle("now", place === now);
    });
  }
}

// Korean keyboards can leave full-width digits, chats paste spaces and words around the code.
function plainDigits(text) {
  return text.normalize("NFKC").replace(/[^0-9]/g, "");
}
