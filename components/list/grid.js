// One live list: as many plain rows as there is room for, used again as one scrolls, fed over HTTP.
//
// The selection is "these ids" or "everything found but these", since most rows are on no screen.
// The server holds it; this file paints it at once.
import { Pages } from "comptoir-list/pages.js";
import { Part } from "comptoir-list/part.js";
import { Row } from "comptoir-list/row.js";

// px, as in list.css: compact rows are higher under a finger.
const ROW_HEIGHT = 48;
const COMPACT_HEIGHT = 36;
const COMPACT_TOUCH_HEIGHT = 44;
const AHEAD = 6; // rows that are drawn beyond each edge
const TALLEST = 8e6; // px that every browser can lay out
const MOST_READ_AT_ONCE = 2;
const RETRY_AFTER = 1500;
const MOST_ORDERS = 3;
const [NARROWEST, WIDEST] = [60, 900]; // px of a column
const AT_REST = 80; // ms without a leap after which somebody has arrived

export default {
  template: `
    <div class="list" :class="[filters, { 'list-compact': laid.compact }]">
      <component is="style">{{ laid.css + draggedCss }}</component>
      <div class="list-bar">
        <button v-if="selectable" v-show="count !== 0" type="button" role="checkbox" class="list-all"
                :aria-checked="everything ? (marked.size ? 'mixed' : 'true') : 'false'"
                @click="toggleEverything">
          <span class="circle" aria-hidden="true"></span><span class="list-all-text">Tout sélectionner</span>
        </button>
        <div class="list-tools"><slot name="tools" /></div>
        <span role="status" class="list-found" :class="{ 'list-trouble': trouble }">{{ trouble || found }}</span>
      </div>
      <div class="list-rows" ref="box" role="grid" :aria-label="label" :aria-multiselectable="selectable"
           :aria-rowcount="count === null ? -1 : count + parts + 1" @scroll.passive="onScroll" @keydown="onKey"
           @mousedown="onPress" @click="onClick" @dblclick="onDoubleClick" @auxclick="onOtherClick"
           @focusin="onFocus">
        <div class="list-head" role="row" aria-rowindex="1">
          <div v-for="column in laid.columns" role="columnheader" :class="['cell', 'column-' + column.field]"
               :tabindex="column.sortable ? -1 : null" :data-field="column.sortable ? column.field : null"
               :aria-sort="order(column)" :title="place(column) ? 'Tri ' + place(column) : null"
               :data-place="place(column)"><span class="cell-text">{{ column.label }}</span>
            <span class="column-edge" @pointerdown.prevent="drag($event, column)" @click.stop
                  @dblclick.stop="widen(column, null)"></span></div>
        </div>
        <div class="list-body" role="rowgroup" ref="body"></div>
      </div>
      <div class="list-foot"><slot name="foot" /></div>
      <div class="list-empty" v-if="count === 0"><slot /></div>
    </div>`,
  props: {
    label: String,
    url: String,
    link: String,
    block: Number,
    arrangement: Object,
    selectable: Boolean,
    start: Object,
    texts: Object,
    presence: Object,
  },
  data() {
    return {
      laid: this.arrangement,
      found: "",
      filters: [],
      trouble: "",
      count: null,
      parts: 0, // how many headings stand among the rows
      everything: false,
      marked: new Set(),
      sort: "",
      dragged: null, // the column whose edge is held, and how wide it is made
    };
  },
  computed: {
    orders() {
      return this.sort.split(",").map((text) => ({ field: text.replace("-", ""), down: text.startsWith("-") }));
    },
    draggedCss() {
      const { field, width } = this.dragged ?? {};
      return field ? `.list .column-${field}{flex:0 1 ${width}px;min-width:${NARROWEST}px}` : "";
    },
    rowHeight() {
      if (!this.laid.compact) return ROW_HEIGHT;
      return matchMedia("(pointer: coarse)").matches ? COMPACT_TOUCH_HEIGHT : COMPACT_HEIGHT;
    },
  },
  created() {
    this.drawn = new Map(); // the rows on screen, by their place in the list
    this.active = 0; // the place of the row by which the keyboard comes in
    this.sortTurn = this.offset = this.lastTop = 0;
    this.awaitedFrom = null; // what had the keyboard when the open row was awaited
    this.here = { ...this.presence };
    this.folded = new Set(); // the parts of the list that are, by their headings
    this.take(this.start);
  },
  mounted() {
    this.box = this.$refs.box;
    this.body = this.$refs.body;
    document.addEventListener("focus-list", this.focusList);
    document.addEventListener("tap-row", this.onEarlyTap);
    addEventListener("beforeprint", this.onPrint);
    addEventListener("afterprint", this.onPrinted);
    this.measure();
    this.sizes = new ResizeObserver(() => {
      this.measure();
      this.fill();
    });
    this.sizes.observe(this.box);
    this.drawer = new MutationObserver(() => this.tellRows());
    this.drawer.observe(document.body, { attributeFilter: ["class"] });
    this.arrive();
  },
  unmounted() {
    this.asking.abort();
    this.sizes.disconnect();
    this.drawer.disconnect();
    clearTimeout(this.refreshTimer);
    clearTimeout(this.restTimer);
    document.removeEventListener("focus-list", this.focusList);
    document.removeEventListener("tap-row", this.onEarlyTap);
    removeEventListener("beforeprint", this.onPrint);
    removeEventListener("afterprint", this.onPrinted);
    this.box = null;
  },
  methods: {
    // ---- what the server calls -----------------------------------------------------------------
    show(state) {
      this.take(state);
      this.active = 0;
      this.scrollTo(0);
      this.arrive();
    },
    patch(rows, spread) {
      let [movesHere, movesElsewhere] = [false, false];
      for (const row of rows) {
        const index = this.pages.indexOf(row.id);
        const before = this.pages.row(index);
        const moves = index >= 0 && (!before || this.changesPlace(before, row));
        if (index >= 0 && !this.pages.heading(index)) this.pages.replace(index, row);
        if (index >= 0 && !moves) this.drawn.get(index)?.flash();
        movesHere ||= moves;
        movesElsewhere ||= index < 0;
      }
      this.draw();
      if (movesHere || this.reading) this.refreshSoon(0); // what is being read may be older than this
      else if (movesElsewhere) this.refreshSoon(spread);
    },
    // Once, at a moment within `spread` ms: many tabs take turns, and many changes are read at once.
    refreshSoon(spread) {
      if (this.refreshTimer && spread >= this.refreshSpread) return;
      clearTimeout(this.refreshTimer);
      this.refreshSpread = spread;
      this.refreshTimer = setTimeout(() => this.refresh(), Math.random() * Math.max(120, spread));
    },
    // Other columns, or rows that stand closer; the same row stays at the top, and has the keyboard.
    arrange(laid) {
      const top = this.top() / this.rowHeight;
      const held = this.rowAt(document.activeElement ?? this.body);
      this.laid = laid;
      this.dragged = null;
      for (const { element } of this.drawn.values()) element.remove();
      this.drawn.clear();
      this.scrollTo(top * this.rowHeight);
      if (held) this.focusRow(held.index);
    },
    setSelection({ everything, marked }) {
      this.everything = everything;
      this.marked = new Set(marked);
      this.tellRows();
    },
    patchPresence(changed) {
      Object.assign(this.here, changed);
      this.draw();
    },
    setCurrent(id) {
      this.current = id;
      this.remember();
      this.tellRows();
    },
    reveal(number) {
      this.unfold(number);
      const index = this.pages.placeOf(number);
      this.active = Math.max(0, Math.min(index, this.pages.length - 1));
      this.bring(this.active, "middle");
      const before = document.activeElement;
      this.awaitedFrom = before.matches("input, textarea") ? null : before;
      this.focusAwaited();
      if (this.pages.row(index)?.id !== this.current) this.refreshSoon(0);
    },
    // Reads again what is on screen, and the first rows, which tell how many there are. What is not on
    // screen is let go.
    async refresh() {
      clearTimeout(this.refreshTimer);
      this.refreshTimer = null;
      if (!this.box) return;
      const reading = (this.reading = {});
      const starts = [...new Set([0, ...this.pages.starts(...this.range())])];
      const read = await Promise.all(starts.map((start) => this.page(start)));
      if (this.reading !== reading || read.includes(null)) return;
      this.reading = null;
      this.pages = new Pages(this.block);
      read.forEach((page, at) => this.put(starts[at], page));
      this.arrived();
    },
    // ---- asking --------------------------------------------------------------------------------
    take(state) {
      this.reading = null;
      this.asking?.abort();
      this.asking = new AbortController();
      this.loading = new Set();
      if (state.params.group !== this.params?.group) this.folded = new Set();
      this.params = state.params;
      this.filters = Object.keys(state.params).flatMap((name) => (state.params[name] ? `with-${name}` : []));
      // A list that the server sent before it knew of the user's last click on a heading.
      const isOvertaken = state.sortTurn < this.sortTurn;
      if (!isOvertaken) this.sort = state.sort;
      this.words = state.words;
      this.current = state.current;
      this.everything = state.selection.everything;
      this.marked = new Set(state.selection.marked);
      this.firstPage = isOvertaken ? null : state.page;
      this.restored = this.remembered();
      this.revealed = state.reveal;
      this.pages ??= new Pages(this.block);
    },
    // Show what was taken: at once if the server sent it along; until it is read, what was there stays.
    arrive() {
      if (!this.firstPage) return this.refresh();
      this.pages = new Pages(this.block);
      this.put(0, this.firstPage);
      this.firstPage = null;
      this.arrived();
    },
    arrived() {
      this.scrollBack();
      this.fill();
      document.dispatchEvent(new Event("list-drawn"));
    },
    put(start, page) {
      this.pages.put(start, page);
      this.trouble = "";
      if (!page.found) return;
      this.found = page.found;
      this.count = page.last;
      this.pages.part(page.groups, this.folded);
      this.parts = page.groups.length;
    },
    // The rows from `start` on, however long that takes; null once nobody waits for them any more.
    async page(start, isWanted = () => true) {
      const { signal } = this.asking;
      const query = new URLSearchParams({ ...this.params, sort: this.sort, start });
      while (this.box && !signal.aborted && isWanted()) {
        let trouble = this.texts.noServer;
        try {
          const response = await fetch(`${this.url}?${query}`, { signal });
          if (response.ok) return await response.json();
          trouble = response.status === 503 ? this.texts.noDatabase : this.texts.noRows;
        } catch (error) {
          if (signal.aborted) return null; // the list has turned to another search
          if (!(error instanceof TypeError)) throw error;
        }
        if (!signal.aborted) this.trouble = trouble;
        await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER));
      }
      return null;
    },
    // Read what is on screen and not here yet.
    load() {
      for (const start of this.pages.missing(...this.range())) {
        if (!this.loading.has(start) && this.loading.size < MOST_READ_AT_ONCE) this.loadBlock(start);
      }
    },
    async loadBlock(start) {
      const { pages, loading } = this;
      loading.add(start);
      const page = await this.page(start, () => this.pages.starts(...this.range()).includes(start));
      loading.delete(start);
      if (!this.box || loading !== this.loading) return;
      if (page && pages === this.pages) {
        this.put(start, page);
        this.pages.keepNear(...this.range());
      }
      this.fill();
    },
    changesPlace(before, after) {
      return (
        this.orders.some(({ field }) => before[field] !== after[field]) ||
        before.trashed !== after.trashed ||
        before.mark_code !== after.mark_code ||
        before.is_open !== after.is_open ||
        Object.values(this.params).some(Boolean)
      );
    },
    order({ field }) {
      const found = this.orders.find((one) => one.field === field);
      return found ? (found.down ? "descending" : "ascending") : null;
    },
    // The how manieth order a column is, where there are several.
    place({ field }) {
      return (this.orders.length > 1 && this.orders.findIndex((one) => one.field === field) + 1) || null;
    },
    // By one column alone, or also by it: once more turns it round, and the third time it is none any more.
    sortBy(field, isAlso) {
      const { downFirst } = this.laid.columns.find((column) => column.field === field);
      const [first, second] = downFirst ? [`-${field}`, field] : [field, `-${field}`];
      const said = this.sort.split(",");
      if (!isAlso || this.sort === first || this.sort === second) this.sort = this.sort === first ? second : first;
      else if (said.includes(first)) this.sort = said.map((one) => (one === first ? second : one)).join(",");
      else if (said.includes(second)) this.sort = said.filter((one) => one !== second).join(",");
      else this.sort = [...said.slice(0, MOST_ORDERS - 1), first].join(",");
      this.sortTurn += 1;
      this.$emit("sort", { sort: this.sort, turn: this.sortTurn });
      this.asking.abort();
      this.asking = new AbortController();
      this.loading = new Set();
      this.scrollTo(0);
      this.refresh();
    },
    // ---- parts ---------------------------------------------------------------------------------
    fold({ head, index }) {
      if (!this.folded.delete(head.label)) this.folded.add(head.label);
      this.pages.part(this.pages.heads, this.folded);
      this.scrollTo(this.top()); // or the list may end before it
      this.focusRow(index);
    },
    unfold(number) {
      const head = this.pages.heading(this.pages.placeOf(number));
      if (!head?.isFolded) return;
      this.folded.delete(head.label);
      this.pages.part(this.pages.heads, this.folded);
    },
    // ---- widths --------------------------------------------------------------------------------
    drag({ clientX: from, pointerId, target: edge }, { field }) {
      const before = edge.parentElement.offsetWidth;
      const widthAt = (x) => Math.round(Math.max(NARROWEST, Math.min(WIDEST, before + x - from)));
      const move = ({ clientX }) => (this.dragged = { field, width: widthAt(clientX) });
      const end = ({ type, clientX }) => {
        edge.removeEventListener("pointermove", move);
        if (type === "pointerup" && clientX !== from) this.widen({ field }, widthAt(clientX));
        else this.dragged = null;
      };
      edge.setPointerCapture(pointerId);
      edge.addEventListener("pointermove", move);
      for (const name of ["pointerup", "pointercancel"]) edge.addEventListener(name, end, { once: true });
    },
    widen({ field }, width) {
      this.$emit("widen", { field, width });
    },
    // ---- selection -----------------------------------------------------------------------------
    isSelected(id) {
      return this.everything !== this.marked.has(id);
    },
    toggle({ row: { id }, index }, withRange) {
      const on = !this.isSelected(id);
      if (withRange && this.anchor && this.anchor.index !== index) {
        const [start, end] = [this.anchor.index, index].sort((a, b) => a - b);
        const [first, last] = [start, end].map((place) => this.pages.numberAt(place));
        this.$emit("range", { start: first, count: last - first + 1, on: this.anchor.on });
        this.anchor = { index, on: this.anchor.on };
      } else {
        this.marked[on !== this.everything ? "add" : "delete"](id);
        this.$emit("mark", { id, on });
        this.anchor = { index, on };
      }
      this.tellRows();
    },
    toggleEverything() {
      this.everything = !this.everything || this.marked.size > 0;
      this.marked = new Set();
      this.$emit("everything", this.everything);
      this.tellRows();
    },
    open(id) {
      this.$emit("open", id);
      this.setCurrent(id);
    },
    // ---- mouse and finger ----------------------------------------------------------------------
    onPress(event) {
      this.pressed = null;
      const row = this.rowAt(event.target);
      if (!row?.row || event.button !== 0) return;
      this.pressed = row.row.id;
      if (event.ctrlKey || event.metaKey) return;
      event.preventDefault(); // or the link in the row would have the keyboard
      row.element.focus({ preventScroll: true });
    },
    onClick(event) {
      const field = event.target.closest("[data-field]")?.dataset.field;
      if (field) return this.sortBy(field, event.shiftKey);
      const row = this.rowAt(event.target);
      if (row?.isHeading) return this.fold(row);
      if (!row?.row) return;
      const { pressed } = this;
      this.pressed = null;
      if (this.link && (event.ctrlKey || event.metaKey)) return this.openTab(event, row);
      event.preventDefault();
      event.stopPropagation();
      if (pressed && pressed !== row.row.id) return; // another has taken its place under the finger
      if (event.target.closest(".circle-hit")) this.toggle(row, event.shiftKey);
      else this.open(row.row.id);
    },
    onDoubleClick({ target }) {
      const row = this.rowAt(target);
      if (row?.row && !target.closest(".circle-hit")) this.$emit("edit", row.row.id);
    },
    // On a row in the picture of the page, before the list was there.
    onEarlyTap({ detail: { id, onCircle } }) {
      const index = this.pages.indexOf(id);
      if (onCircle && index >= 0) this.toggle({ row: this.pages.row(index), index }, false);
      else this.open(id);
    },
    onOtherClick(event) {
      const row = event.button === 1 && this.rowAt(event.target);
      if (row?.row && this.link) this.openTab(event, row);
    },
    openTab(event, { row }) {
      if (!event.target.closest("a")) window.open(this.pathOf(row), "_blank", "noopener");
      event.stopPropagation();
    },
    pathOf(row) {
      return this.link.replace("{id}", row.id);
    },
    // ---- keyboard ------------------------------------------------------------------------------
    onKey(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const row = this.rowAt(event.target);
      const act = row ? this.keysOfRow(row, event) : this.keysOfHeading(event.target, event);
      if (!act[event.key]) return;
      event.preventDefault();
      act[event.key]();
    },
    keysOfRow(row, { shiftKey }) {
      const { index } = row;
      const fold = () => this.fold(row);
      const screenful = Math.max(1, Math.floor(this.room / this.rowHeight) - 1);
      return {
        ArrowDown: () => this.focusRow(index + 1),
        ArrowUp: () => (index ? this.focusRow(index - 1) : this.headings()[0]?.focus()),
        PageDown: () => this.focusRow(index + screenful),
        PageUp: () => this.focusRow(index - screenful),
        Home: () => this.focusRow(0),
        End: () => this.focusRow(this.pages.length - 1),
        ...(row.isHeading && { Enter: fold, " ": fold }),
        ...(row.isHeading && { [row.head.isFolded ? "ArrowRight" : "ArrowLeft"]: fold }),
        ...(row.row && { Enter: () => this.open(row.row.id) }),
        ...(row.row && this.selectable && { " ": () => this.toggle(row, shiftKey) }),
      };
    },
    keysOfHeading(heading, { shiftKey }) {
      const all = this.headings();
      const at = all.indexOf(heading);
      const sort = () => this.sortBy(heading.dataset.field, shiftKey);
      return {
        ArrowRight: () => all[at + 1]?.focus(),
        ArrowLeft: () => all[at - 1]?.focus(),
        ArrowDown: () => this.focusRow(this.active),
        Enter: sort,
        " ": sort,
      };
    },
    headings() {
      return [...this.box.querySelectorAll("[data-field]")].filter((one) => one.offsetParent);
    },
    onFocus({ target }) {
      const row = this.rowAt(target);
      if (!row) return;
      this.active = row.index;
      this.tellStop();
    },
    focusRow(index) {
      this.active = Math.max(0, Math.min(index, this.pages.length - 1));
      this.bring(this.active);
      this.drawn.get(this.active)?.element.focus({ preventScroll: true });
    },
    // The list may be hidden still, behind the card or the welcome, or not have read the row yet.
    focusAwaited() {
      const index = this.pages.indexOf(this.current);
      if (!this.awaitedFrom || this.room <= 0 || !this.drawn.has(index)) return;
      const now = document.activeElement;
      // A heading has the keyboard only while there is nothing better.
      const isHere = now === this.awaitedFrom || now.matches("body, [role=heading]") || this.body.contains(now);
      this.awaitedFrom = null;
      if (isHere) this.focusRow(index);
    },
    focusList() {
      if (!this.count && this.count !== null) return;
      if (this.body.contains(document.activeElement)) return;
      const current = this.pages.indexOf(this.current);
      this.focusRow(this.drawn.has(current) ? current : this.stop());
    },
    // ---- painting ------------------------------------------------------------------------------
    rowAt(element) {
      return this.drawn.get(Number(element.closest(".list-row")?.dataset.index));
    },
    // Draw, and read what is missing.
    fill() {
      if (!this.box) return;
      this.draw();
      this.load();
      this.focusAwaited();
    },
    draw() {
      const { pages, drawn, body } = this;
      const height = `${Math.min(pages.length * this.rowHeight, TALLEST)}px`;
      if (body.style.height !== height) body.style.height = height;
      const [first, last] = this.range();
      const focused = this.rowAt(document.activeElement ?? body);
      const free = [];
      for (const [index, row] of drawn) {
        const isRight = Boolean(row.isHeading) === Boolean(pages.heading(index));
        const isHeld = row === focused && index < pages.length; // it has the keyboard, if out of sight
        if (isRight && ((index >= first && index <= last) || isHeld)) continue;
        drawn.delete(index);
        row.element.remove();
        if (!row.isHeading) free.push(row);
      }
      let next = body.firstElementChild;
      if (focused?.index < first) next = next?.nextElementSibling;
      for (let index = first; index <= last; index++) {
        let row = drawn.get(index);
        if (row) next = row.element.nextElementSibling;
        else {
          drawn.set(index, (row = pages.heading(index) ? new Part() : free.pop() ?? new Row(this)));
          body.insertBefore(row.element, next ?? null);
        }
      }
      for (const [index, row] of drawn) {
        row.place(index, index * this.rowHeight - this.offset);
        row.show(row.isHeading ? pages.heading(index) : pages.row(index));
      }
      this.tellRows();
      // The list ends before it, or a heading has come into its place.
      if (focused && drawn.get(focused.index) !== focused) this.focusRow(focused.index);
    },
    // All rows that are here, not only those on screen.
    onPrint() {
      this.isPrinting = true;
      this.draw();
    },
    onPrinted() {
      this.isPrinting = false;
      this.draw();
    },
    tellRows() {
      // Behind the drawer no row may answer to the name of a field (« Thierville » to « Ville »).
      const isBehind = document.body.classList.contains("with-drawer");
      const name = this.laid.columns[0].field;
      for (const drawnRow of this.drawn.values()) {
        const { row } = drawnRow;
        if (!row) continue;
        drawnRow.tell({
          isSelected: this.selectable && this.isSelected(row.id),
          isCurrent: row.id === this.current,
          name: isBehind ? "" : row[name],
          href: this.link && this.pathOf(row),
        });
      }
      this.tellStop();
    },
    // The place of the one row at which Tab stops: where the keyboard was, or the first in sight.
    stop() {
      return this.drawn.has(this.active) ? this.active : Math.ceil(this.top() / this.rowHeight);
    },
    tellStop() {
      const stop = this.stop();
      for (const [index, { element }] of this.drawn) {
        const tabIndex = index === stop ? 0 : -1;
        if (element.tabIndex !== tabIndex) element.tabIndex = tabIndex;
      }
    },
    // ---- scrolling -----------------------------------------------------------------------------
    // A list that is taller than a browser can lay out is shifted by `offset`: a leap of the scroll bar
    // goes to that share of the list, a small step moves by as many pixels.
    measure() {
      this.room = this.box.clientHeight - this.body.offsetTop;
    },
    top() {
      return this.lastTop + this.offset;
    },
    spare() {
      return Math.max(0, this.pages.length * this.rowHeight - TALLEST);
    },
    range() {
      if (this.isPrinting) return this.pages.loadedAround(Math.floor(this.top() / this.rowHeight));
      const top = this.top();
      const first = Math.max(0, Math.floor(top / this.rowHeight) - AHEAD);
      const end = Math.ceil((top + this.room) / this.rowHeight) + AHEAD;
      return [Math.min(first, this.pages.length), Math.min(end, this.pages.length) - 1];
    },
    onScroll() {
      const { scrollTop } = this.box;
      const isLeap = Math.abs(scrollTop - this.lastTop) > this.room;
      this.lastTop = scrollTop;
      const spare = this.spare();
      const end = TALLEST - this.room;
      if (!spare) this.offset = 0;
      else if (isLeap || scrollTop <= 0 || scrollTop >= end) this.offset = Math.round((spare * scrollTop) / end);
      this.draw();
      if (!isLeap) this.load();
      clearTimeout(this.restTimer);
      this.restTimer = setTimeout(() => this.rest(), AT_REST);
    },
    rest() {
      if (!this.box) return;
      this.load();
      this.remember();
    },
    scrollTo(top) {
      const most = Math.max(1, this.pages.length * this.rowHeight - this.room);
      const there = Math.max(0, Math.min(top, most));
      this.offset = Math.round((this.spare() * there) / most);
      this.draw(); // or the box may not be tall enough
      this.lastTop = there - this.offset;
      this.box.scrollTop = this.lastTop;
      this.fill();
    },
    // Bring a row into view: at the nearest edge, in the « middle » or at the « top ».
    bring(index, where = "edge") {
      const [top, room, at] = [this.top(), this.room, index * this.rowHeight];
      const isAbove = at < top;
      if (where !== "top" && !isAbove && at + this.rowHeight <= top + room) return this.draw();
      if (where === "top" || (where === "edge" && isAbove)) this.scrollTo(at);
      else this.scrollTo(where === "middle" ? at - (room - this.rowHeight) / 2 : at + this.rowHeight - room);
    },
    memoryKey() {
      return `scroll:${this.url}?${new URLSearchParams({ ...this.params, sort: this.sort })}`;
    },
    remember() {
      const place = { top: Math.round(this.top() / this.rowHeight), current: this.current };
      sessionStorage.setItem(this.memoryKey(), JSON.stringify(place));
    },
    remembered() {
      return JSON.parse(sessionStorage.getItem(this.memoryKey()));
    },
    // Once, after the page was opened: where one was, unless it was opened for the sake of a record.
    scrollBack() {
      const { restored, revealed } = this;
      this.restored = this.revealed = null;
      if (revealed !== null && restored?.current !== this.current) this.reveal(revealed);
      else if (restored) this.bring(restored.top, "top");
    },
  },
};
