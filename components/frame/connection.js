// Says that the server is out of reach, and that it is back. NiceGUI shows and hides an element for that,
// in its own words, and may load the page anew once it is back: hence the note in the tab's storage.
const NOTE = "comptoir-offline";
const LOST = "Hors ligne\u00a0: ce que vous avez saisi est gardé ici.";
const BACK = "De retour : la page est à jour.";
const SHOWN_FOR = 4000;

export default {
  template: `
    <div class="connection" role="status">
      <span v-if="said" class="connection-word" :class="{ 'connection-lost': isLost }">{{ said }}</span>
    </div>`,
  data() {
    return { said: "", isLost: false };
  },
  mounted() {
    this.popup = document.getElementById("popup");
    this.observer = new MutationObserver(this.look);
    this.observer.observe(this.popup, { attributes: true, attributeFilter: ["aria-hidden"] });
    this.look();
  },
  unmounted() {
    this.observer.disconnect();
    clearTimeout(this.timer);
  },
  methods: {
    look() {
      this.isLost = this.popup.ariaHidden === "false";
      if (this.isLost) {
        clearTimeout(this.timer);
        sessionStorage.setItem(NOTE, "1");
        this.said = LOST;
      } else if (sessionStorage.getItem(NOTE)) {
        sessionStorage.removeItem(NOTE);
        this.said = BACK;
        this.timer = setTimeout(() => (this.said = ""), SHOWN_FOR);
      }
    },
  },
};
