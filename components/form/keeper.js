// Keeps what is being typed in this tab's storage, keystroke by keystroke, so that a reload, a lost
// connection or a restart of the server loses nothing. A PIN lets colleagues find theirs again.
import { Kept, empty, putOthersAway } from "comptoir-form/kept.js";

export default {
  template: "<span hidden></span>",
  props: { owner: String, since: String },
  created() {
    this.early = {};
    this.kept = new Kept(this.owner);
    this.tabs = new BroadcastChannel("comptoir-signed-out");
    this.tabs.onmessage = empty;
  },
  mounted() {
    putOthersAway(this.owner, this.since);
    document.addEventListener("input", this.note, true);
    const draft = this.kept.read();
    if (!draft) return;
    this.draft = draft;
    this.$emit("recalled", this.draft);
  },
  unmounted() {
    document.removeEventListener("input", this.note, true);
    this.tabs.close();
  },
  methods: {
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
      this.kept.forget();
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
      this.kept.write(this.draft);
    },
  },
};
