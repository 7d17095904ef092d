// Rows change places: dragged by mouse or finger, or by the keyboard.
const HELD = 80; // ms that a finger rests on the handle before it drags
const QUICK = 120; // ms

export const moving = {
  created() {
    this.isDragging = false;
    this.patches = [];
  },
  async mounted() {
    if (!this.isEditable) return;
    const { Sortable } = await import("nicegui-sortable");
    if (!this.$refs.body) return; // the page was left meanwhile
    this.sortable = Sortable.create(this.$refs.body, {
      handle: ".lines-handle",
      animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : QUICK,
      delay: HELD,
      delayOnTouchOnly: true,
      ghostClass: "lines-ghost",
      onStart: () => (this.isDragging = true),
      onEnd: (event) => this.dropped(event),
    });
  },
  beforeUnmount() {
    this.sortable?.destroy();
  },
  methods: {
    // The element goes back to where Vue has put it, then the row moves; what came meanwhile is shown after it.
    dropped({ item, from, oldIndex, newIndex }) {
      this.isDragging = false;
      if (oldIndex !== newIndex) {
        const after = oldIndex < newIndex ? oldIndex : oldIndex + 1;
        from.insertBefore(item, from.children[after] ?? null);
        this.put(this.rowOf(item.dataset.key), newIndex);
      }
      for (const change of this.patches.splice(0)) this.patch(change);
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
