// Where somebody is among the rows: the field that has the keyboard, its caret, and how far they have scrolled.

export class Place {
  constructor(body) {
    this.body = body;
    const held = document.activeElement;
    this.held = body.contains(held) ? held : null;
    this.caret = this.held?.setSelectionRange && [held.selectionStart, held.selectionEnd];
    this.scroller = scrollerOf(body);
    const seen = this.scroller.getBoundingClientRect().top;
    const rows = [...body.children];
    this.row = this.held?.closest("[data-key]") ?? rows.find((row) => row.getBoundingClientRect().bottom > seen);
    this.top = this.row?.getBoundingClientRect().top;
  }
  restore() {
    if (this.row?.isConnected) this.scroller.scrollTop += this.row.getBoundingClientRect().top - this.top;
    if (!this.held?.isConnected) return;
    if (document.activeElement === document.body) this.held.focus({ preventScroll: true });
    if (this.caret && this.caret[0] !== null) this.held.setSelectionRange(...this.caret);
  }
}

function scrollerOf(element) {
  const parent = element.parentElement;
  if (!parent) return document.scrollingElement;
  return /auto|scroll/.test(getComputedStyle(parent).overflowY) ? parent : scrollerOf(parent);
}
