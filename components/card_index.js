// The sections of a card, each one tap away: they are read from the card itself.
const TITLES = ".card-section-title";
const LEAST = 5; // sections below which nobody gets lost

export default {
  template: `
    <nav v-show="titles.length >= ${LEAST}" class="card-index" aria-label="Sections de la fiche">
      <a v-for="one in titles" href="#" @click.prevent="go(one)">{{ one }}</a>
    </nav>`,
  data: () => ({ titles: [] }),
  mounted() {
    this.card = this.$el.parentElement;
    this.observer = new MutationObserver(this.read);
    this.observer.observe(this.card, { childList: true, subtree: true, characterData: true });
    this.read();
  },
  unmounted() {
    this.observer.disconnect();
  },
  methods: {
    read() {
      const titles = [...this.card.querySelectorAll(TITLES)].map((one) => one.textContent);
      if (titles.join("\n") !== this.titles.join("\n")) this.titles = titles;
    },
    go(title) {
      const heading = [...this.card.querySelectorAll(TITLES)].find((one) => one.textContent === title);
      if (!heading) return;
      heading.tabIndex = -1;
      heading.scrollIntoView();
      heading.focus({ preventScroll: true });
    },
  },
};
