// The keyboard is always somewhere sensible: it goes back to where it was when a question, the drawer or the
// search of everything closes, and when what had it leaves the page, to the list or the heading.
export default {
  template: "<span hidden></span>",
  mounted() {
    document.addEventListener("focusin", this.note);
    document.addEventListener("focusout", this.findSoon);
    document.addEventListener("return-focus", this.giveBack);
    document.addEventListener("focus-content", this.toContent);
    this.changes = new MutationObserver(this.find);
    this.changes.observe(document.getElementById("app"), { childList: true, subtree: true });
    this.changes.observe(document.body, { childList: true }); // a dialog or a menu that is gone
  },
  unmounted() {
    this.changes.disconnect();
    document.removeEventListener("focusin", this.note);
    document.removeEventListener("focusout", this.findSoon);
    document.removeEventListener("return-focus", this.giveBack);
    document.removeEventListener("focus-content", this.toContent);
  },
  methods: {
    note({ target }) {
      this.last = target;
      this.lastPath = location.pathname;
      if (target.closest(".question, .q-menu, .palette")) return;
      this[target.closest(".drawer") ? "inDrawer" : "onPage"] = target;
    },
    giveBack({ detail: place }) {
      // Somebody searches or is asked the next thing by now: what has closed must not take the keyboard from them.
      if (place !== "palette" && document.activeElement.closest(".palette, .question")) return;
      const inDrawer = place === "question" && document.querySelector(".drawer-panel");
      const before = inDrawer ? this.inDrawer : this.onPage;
      before?.focus();
      if (!inDrawer && document.activeElement !== before) this.toContent();
    },
    findSoon() {
      requestAnimationFrame(this.find);
    },
    find() {
      if (document.activeElement !== document.body || !this.last) return;
      if (this.last.getClientRects().length) return; // somebody has clicked beside it
      if (document.querySelector(".q-dialog, .q-menu")) return;
      this.sameField()?.focus();
      if (document.activeElement === document.body) this.toContent();
    },
    // A field that was built anew where it stood; a button is not looked for, which would do what it does once more.
    sameField() {
      const { last } = this;
      if (last.isConnected || this.lastPath !== location.pathname) return undefined;
      if (!last.matches("input, textarea, [role=combobox]")) return undefined;
      const label = last.getAttribute("aria-label");
      const same = label && document.querySelectorAll(`.section [aria-label="${CSS.escape(label)}"]`);
      const fields = [...(same || [])].filter((one) => one.tagName === last.tagName && one.getClientRects().length);
      return fields.length === 1 ? fields[0] : undefined;
    },
    toContent() {
      const list = document.querySelector(".section .list-body");
      if (list?.getClientRects().length) document.dispatchEvent(new Event("focus-list"));
      if (document.activeElement.closest(".list")) return;
      const all = [...document.querySelectorAll(".section [role=heading]")];
      const shown = all.filter((one) => one.getClientRects().length);
      const heading = shown.find((one) => !one.matches(".unseen")) ?? shown[0];
      heading?.setAttribute("tabindex", "-1");
      heading?.focus();
    },
  },
};
