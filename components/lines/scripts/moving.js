// Rows change places: dragged by mouse or finger, or by the keyboard.
const HELD = 80; // ms that a finger rests on the handle before it drags

export const moving = {
  async mounted() {
    if (!this.isEditable) return;
    const { Sortable } = await import("nicegui-sortable");
    if (!this.$refs.body) return; // the page was left meanwhile
    this.sortable = Sortable.create(this.$refs.body, {
      handle: ".lines-handle",
      animation: 120,
      delay: HELD,
      delayOnTouchOnly: true,
      ghostClass: "lines-ghost",
      onEnd: (event) => this.dropped(event),
    });
  },
  beforeUnmount() {
    this.sortable?.destroy();
  },
  methods: {
    // The element goes back to where Vue has put it, then the row moves.
    dropped({ item, from, oldIndex, newIndex }) {
      if (oldIndex === newIndex) return;
      const after = oldIndex < newIndex ? oldIndex : oldIndex + 1;
      from.insertBefore(item, from.children[after] ?? null);
      this.put(this.rows[oldIndex], newIndex);
    },
    put(row, to) {
      this.rows.splice(this.rows.indexOf(row), 1);
      this.rows.splice(to, 0, row);
      this.said = `Ligne déplacée à la place ${to + 1} sur ${this.rows.length}.`;
      this.unsaved.move();
      this.sum();
      this.commit();
    },
    async step(row, by) {
      const to = this.rows.indexOf(row) + by;
      if (to < 0 || to >= this.rows.length) return;
      const held = document.activeElement;
      this.put(row, to);
      await this.$nextTick();
      const place = this.$refs.body.contains(held) ? held : this.element(row.key).querySelector(".lines-handle");
      place.focus();
      place.scrollIntoView({ block: "nearest" });
    },
  },
};
