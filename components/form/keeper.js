// Keeps what is being typed in this tab's storage, keystroke by keystroke, so that a reload, a lost
// connection or a restart of the server loses nothing. It leaves with who has typed it: when they sign out,
// in whichever tab, and when somebody else signs in. A PIN lets colleagues find theirs again.
const SIGNED_IN = "comptoir-since";

export default {
  template: "<span hidden></span>",
  props: { owner: String, since: String },
  created() {
    this.early = {};
    this.tabs = new BroadcastChannel("comptoir-signed-out");
    this.tabs.onmessage = this.empty;
  },
  mounted() {
    this.putOthersAway();
    document.addEventListener("input", this.note, true);
    const kept = sessionStorage.getItem(this.key());
    if (!kept) return;
    this.draft = JSON.parse(kept);
    this.$emit("recalled", this.draft);
  },
  unmounted() {
    document.removeEventListener("input", this.note, true);
    this.tabs.close();
  },
  methods: {
    putOthersAway() {
      if (sessionStorage.getItem(SIGNED_IN) !== this.since) {
        const others = Object.keys(sessionStorage).filter((key) => key !== this.key());
        others.forEach((key) => sessionStorage.removeItem(key));
      }
      sessionStorage.setItem(SIGNED_IN, this.since);
    },
    empty() {
      sessionStorage.clear();
      addEventListener("pagehide", () => sessionStorage.clear()); // whatever is kept until then
    },
    // Whoever types on a shared tablet finds their own text again, and nobody else's.
    key() {
      return `comptoir-draft-${this.owner}`;
    },
    keep(draft) {
      this.draft = draft;
      Object.assign(draft.typed, this.early);
      this.early = {};
      this.isActive = true;
      this.store();
    },
    forget() {
      this.draft = null;
      this.isActive = false;
      this.early = {};
      sessionStorage.removeItem(this.key());
    },
    note(event) {
      const name = event.target.closest("[data-field]")?.dataset.field;
      if (!name) return;
      // The form is there a moment before the word that it is to be kept.
      if (!this.isActive) return (this.early[name] = event.target.value);
      this.draft.typed[name] = event.target.value;
      this.store();
    },
    store() {
      sessionStorage.setItem(this.key(), JSON.stringify(this.draft));
    },
  },
};
