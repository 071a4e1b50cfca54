// A frame that has nothing to show yet looks again every minute; nobody walks to the wall for that.
const MINUTE = 60000;

export default function waiting() {
  setInterval(async () => (await fetch("/up").catch(() => null)) && location.reload(), MINUTE); // a page of the browser's own would not look again
}
