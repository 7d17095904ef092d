// The heading of a part of the list, which folds it away.

export class Part {
  isHeading = true;

  constructor() {
    this.sign = document.createElement("span");
    this.sign.className = "part-sign";
    this.label = document.createElement("span");
    this.label.className = "part-label";
    this.more = document.createElement("span");
    this.more.className = "part-more";
    this.cell = document.createElement("div");
    this.cell.className = "part-cell";
    this.cell.setAttribute("role", "gridcell");
    this.cell.append(this.sign, this.label, this.more);
    this.element = document.createElement("div");
    this.element.className = "list-row list-part";
    this.element.setAttribute("role", "row");
    this.element.tabIndex = -1;
    this.element.append(this.cell);
  }
  place(index, top) {
    this.index = index;
    this.element.dataset.index = index;
    this.element.setAttribute("aria-rowindex", index + 2); // the headings are the first
    this.element.style.transform = `translateY(${top}px)`;
  }
  show(head) {
    this.head = head;
    this.sign.textContent = head.isFolded ? "▸" : "▾";
    this.label.textContent = this.label.title = head.label;
    this.more.textContent = this.more.title = head.more;
    const state = head.isFolded ? "replié" : "déplié";
    this.element.setAttribute("aria-label", `${head.label}, ${head.more}, ${state}`);
  }
  flash() {}
}
