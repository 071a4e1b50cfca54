// The list of uploads that were begun and not finished: those whose file is chosen again are taken off it.
export class Unfinished {
  constructor(section) {
    this.section = section;
    this.lines = section ? [...section.querySelectorAll("li[data-here]")] : [];
  }

  knows(file) {
    return this.lines.some((line) => isOf(line, file));
  }

  mark(files) {
    for (const line of this.lines) line.hidden = files.some((file) => isOf(line, file));
    if (this.section) this.section.hidden = [...this.section.querySelectorAll("li")].every((line) => line.hidden);
  }
}

const isOf = (line, file) => line.dataset.name === file.name && Number(line.dataset.size) === file.size;
