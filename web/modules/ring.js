export default function ring(element) { element.dataset.seconds; }
