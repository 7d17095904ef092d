// The sections of a card, read from the card itself when somebody asks where to go.
const TITLES = ".card-section-title";

export default {
  template: `
    <q-btn flat round icon="toc" aria-label="Aller à une section" title="Aller à une section">
      <q-menu auto-close anchor="bottom right" self="top right" @before-show="read">
        <q-list role="menu" aria-label="Sections de la fiche">
          <q-item v-for="one in titles" clickable role="menuitem" @click="go(one)">
            <q-item-section>{{ one }}</q-item-section>
          </q-item>
        </q-list>
      </q-menu>
    </q-btn>`,
  data: () => ({ titles: [] }),
  methods: {
    headings() {
      return [...this.$el.closest(".card").querySelectorAll(TITLES)];
    },
    read() {
      this.titles = this.headings().map((one) => one.textContent);
    },
    go(title) {
      const heading = this.headings().find((one) => one.textContent === title);
      if (!heading) return;
      heading.tabIndex = -1;
      heading.scrollIntoView();
      heading.focus({ preventScroll: true });
    },
  },
};
