// One row on screen. It is used again for others as one scrolls: what it shows is changed in place.
import { pieces } from "./marking.js";

function element(tag, className, attributes = {}, ...children) {
  const made = document.createElement(tag);
  made.className = className;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function circle() {
  const hit = { role: "checkbox", "aria-checked": "false", "aria-label": "Sélectionner" };
  return element("span", "circle-hit", hit, element("span", "circle"));
}

function badge({ text, label, editing }) {
  const className = `presence${editing ? " presence-editing" : ""}`;
  return element("span", className, { role: "img", "aria-label": label, title: label }, text);
}

function mark({ mark, mark_code: code }) {
  return element("span", `row-mark row-mark-${code}`, {}, mark);
}

function highlighted(text, words) {
  return pieces(text, words).map(({ text: piece, marked }) => (marked ? element("mark", "", {}, piece) : piece));
}

export class Row {
  constructor(list) {
    this.list = list;
    this.cells = list.laid.columns.map((column) => element("div", `cell column-${column.field}`, { role: "gridcell" }));
    this.element = element("div", "list-row", { role: "row", tabindex: "-1" }, ...this.cells);
  }
  // `top` in pixels from the first row that is drawn at all.
  place(index, top) {
    if (index !== this.index) {
      this.index = index;
      this.element.dataset.index = index;
      this.element.setAttribute("aria-rowindex", index + 2); // the headings are the first
      this.element.classList.remove("row-flash");
    }
    if (top === this.top) return;
    this.top = top;
    this.element.style.transform = `translateY(${top}px)`;
  }
  show(row) {
    const { words, here } = this.list;
    if (row === undefined) this.wait();
    else if (row !== this.row || words !== this.words || here[row.id] !== this.presence) {
      if (!this.texts) this.lay();
      this.list.laid.columns.forEach((column, at) => this.write(column, at, row));
      this.tellMark(row);
      this.tellCompany(here[row.id]);
    }
    this.row = row;
    this.words = words;
  }
  // Who the row is: selected, open, by which name it is called.
  tell({ isSelected, isCurrent, name, href }) {
    const { element } = this;
    if (name) element.setAttribute("aria-label", name);
    else element.removeAttribute("aria-label");
    element.classList.toggle("row-selected", isSelected);
    element.classList.toggle("row-current", isCurrent);
    if (href && this.texts) this.texts[0].setAttribute("href", href);
    if (!this.circle) return;
    this.circle.setAttribute("aria-checked", String(isSelected));
    element.setAttribute("aria-selected", String(isSelected));
  }
  flash() {
    this.element.classList.remove("row-flash");
    void this.element.offsetWidth; // or it would not begin again
    this.element.classList.add("row-flash");
  }
  wait() {
    if (this.row === undefined && this.isWaiting) return;
    this.isWaiting = true;
    this.texts = this.circle = this.badge = this.mark = this.presence = undefined;
    for (const cell of this.cells) cell.replaceChildren(element("span", "cell-waiting"));
    this.tell({ isSelected: false, isCurrent: false, name: "", href: "" });
  }
  lay() {
    this.isWaiting = false;
    this.shown = [];
    this.texts = this.list.laid.columns.map(({ isName }) => {
      const link = { tabindex: "-1", draggable: "false" };
      return isName && this.list.link ? element("a", "cell-text", link) : element("span", "cell-text");
    });
    this.circle = this.list.selectable ? circle() : null;
    this.texts.forEach((text, at) => this.cells[at].replaceChildren(text));
    if (this.circle) this.cells[0].prepend(this.circle);
  }
  write(column, at, row) {
    const text = String(row[column.field] ?? "");
    const words = column.tones ? [] : this.list.words;
    const className = column.tones ? `chip chip-${column.tones[row[column.toneOf]]}` : "cell-text";
    const shown = `${className}|${words.join("|")}|${text}`;
    if (shown === this.shown[at]) return;
    this.shown[at] = shown;
    this.texts[at].className = className;
    this.texts[at].title = text;
    this.texts[at].replaceChildren(...(words.length ? highlighted(text, words) : [text]));
  }
  // What has to be known before anything is done with it: « Bloqué ».
  tellMark(row) {
    this.mark?.remove();
    this.mark = row.mark ? mark(row) : null;
    if (this.mark) this.texts[0].after(this.mark);
  }
  tellCompany(presence) {
    if (presence === this.presence) return;
    this.presence = presence;
    this.badge?.remove();
    this.badge = presence && badge(presence);
    if (this.badge) this.cells[0].append(this.badge);
  }
}
