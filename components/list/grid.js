// One live list: AG Grid's infinite rows, fed over HTTP, with its own selection.
//
// The selection is "these ids" or "everything found but these ids": AG Grid's own cannot say the
// latter for rows that are not loaded. The server holds it; this file paints it at once.
import { pieces } from "comptoir-marking";
import * as AgGrid from "nicegui-aggrid";

AgGrid.ModuleRegistry.registerModules([
  AgGrid.CellApiModule,
  AgGrid.CellStyleModule,
  AgGrid.ColumnApiModule,
  AgGrid.InfiniteRowModelModule,
  AgGrid.LocaleModule,
  AgGrid.RenderApiModule,
  AgGrid.RowApiModule,
  AgGrid.ScrollApiModule,
]);

const RETRY_AFTER = 1500;
const ROW_HEIGHT = 48;
const THEME = AgGrid.themeQuartz.withParams({
  accentColor: "var(--accent)",
  backgroundColor: "var(--surface)",
  foregroundColor: "var(--text)",
  borderColor: "var(--line)",
  headerBackgroundColor: "var(--surface)",
  headerTextColor: "var(--muted)",
  headerFontSize: 13,
  headerFontWeight: 500,
  rowHoverColor: "color-mix(in srgb, var(--text) 5%, transparent)",
  fontFamily: "inherit",
  fontSize: 15,
  rowHeight: ROW_HEIGHT,
  headerHeight: 44,
  cellHorizontalPadding: 12,
  wrapperBorder: false,
  columnBorder: false,
  headerColumnResizeHandleDisplay: "none",
});

function highlighted(text, words) {
  if (!words.length) return [document.createTextNode(text)];
  return pieces(text, words).map((piece) => {
    if (!piece.marked) return document.createTextNode(piece.text);
    const mark = document.createElement("mark");
    mark.textContent = piece.text;
    return mark;
  });
}

function span(className, ...children) {
  const element = document.createElement("span");
  element.className = className;
  element.append(...children);
  return element;
}

function badge(presence) {
  const shown = span(`presence${presence.editing ? " presence-editing" : ""}`, presence.text);
  shown.setAttribute("role", "img");
  shown.setAttribute("aria-label", presence.label);
  shown.title = presence.label;
  return shown;
}

function circle() {
  const hit = span("circle-hit", span("circle"));
  hit.setAttribute("role", "checkbox");
  hit.setAttribute("aria-checked", "false");
  hit.setAttribute("aria-label", "Sélectionner");
  return hit;
}

// A cell keeps its elements: what it shows is changed in them.
class Cell {
  init(params) {
    this.gui = span("cell");
    this.refresh(params);
  }
  getGui() {
    return this.gui;
  }
  refresh({ data: row, column, list }) {
    if (!row) {
      this.text = null;
      this.gui.replaceChildren(span("cell-waiting"));
      return true;
    }
    if (!this.text) this.lay(column.isName && list.selectable);
    const text = String(row[column.field] ?? "");
    if (column.tones) this.show(text, [], `chip chip-${column.tones[row[column.toneOf]]}`);
    else this.show(text, list.words, "cell-text");
    if (!column.isName) return true;
    this.tellCompany(list.here[row.id]);
    // Content that changes in place must not answer to its former name until the next frame.
    const rowElement = this.gui.closest(".ag-row");
    if (rowElement) list.decorateRow(rowElement, row);
    else list.decorateSoon();
    return true;
  }
  lay(withCircle) {
    this.text = span("");
    this.shown = null;
    this.gui.replaceChildren(...(withCircle ? [circle()] : []), this.text);
  }
  show(text, words, className) {
    const shown = `${className}|${words.join("|")}|${text}`;
    if (shown === this.shown) return;
    this.shown = shown;
    this.text.className = className;
    this.text.title = text;
    this.text.replaceChildren(...highlighted(text, words));
  }
  tellCompany(presence) {
    this.badge?.remove();
    this.badge = presence && badge(presence);
    if (this.badge) this.gui.append(this.badge);
  }
}

export default {
  template: `
    <div class="list">
      <div class="list-bar">
        <button v-if="selectable" v-show="count !== 0" type="button" role="checkbox" class="list-all"
                :aria-checked="everything ? (marked.size ? 'mixed' : 'true') : 'false'"
                @click="toggleEverything">
          <span class="circle" aria-hidden="true"></span>Tout sélectionner
        </button>
        <span role="status" class="list-found" :class="{ 'list-trouble': trouble }">{{ trouble || found }}</span>
      </div>
      <div class="list-rows" ref="rows"></div>
      <div class="list-empty" v-if="count === 0"><slot /></div>
    </div>`,
  props: {
    label: String,
    url: String,
    block: Number,
    columns: Array,
    selectable: Boolean,
    start: Object,
    texts: Object,
    presence: Object,
  },
  data() {
    return { found: "", trouble: "", count: null, everything: false, marked: new Set() };
  },
  created() {
    this.sortTurn = 0;
    this.here = { ...this.presence };
    this.take(this.start);
  },
  mounted() {
    this.api = AgGrid.createGrid(this.$refs.rows, this.options());
    this.$refs.rows.querySelector("[role=grid], [role=treegrid]")?.setAttribute("aria-label", this.label);
    this.rowsDiv().addEventListener("mousedown", this.onPress, true);
    this.rowsDiv().addEventListener("click", this.onTap, true);
    document.addEventListener("mouseup", this.onRelease, true);
    document.addEventListener("focus-list", this.focusList);
    this.portals = new MutationObserver(() => this.decorateSoon());
    this.portals.observe(document.body, { childList: true });
  },
  unmounted() {
    this.portals.disconnect();
    clearTimeout(this.refreshTimer);
    document.removeEventListener("mouseup", this.onRelease, true);
    document.removeEventListener("focus-list", this.focusList);
    this.api.destroy();
    this.api = null;
  },
  methods: {
    // ---- what the server calls -----------------------------------------------------------------
    show(state) {
      this.take(state);
      this.applySort();
      if (this.isAtRestAtTop()) this.refresh();
      else this.api.setGridOption("datasource", this.datasource());
    },
    isAtRestAtTop() {
      const [first, ...more] = Object.values(this.api.getCacheBlockState());
      return first?.startRow === 0 && first.pageStatus === "loaded" && !more.length;
    },
    patch(rows, spread) {
      let [movesHere, movesElsewhere] = [false, false];
      for (const row of rows) {
        const node = this.nodeOf(row.id);
        if (node) {
          const moves = this.changesPlace(node.data, row);
          node.updateData(row);
          if (!moves) this.flash(node);
          movesHere ||= moves;
        } else {
          movesElsewhere = true;
        }
      }
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
    setSelection({ everything, marked }) {
      this.everything = everything;
      this.marked = new Set(marked);
      this.decorate();
    },
    patchPresence(changed) {
      Object.assign(this.here, changed);
      const rowNodes = Object.keys(changed).flatMap((id) => this.nodeOf(Number(id)) ?? []);
      if (rowNodes.length)
        this.api.refreshCells({ rowNodes, columns: [this.columns[0].field], force: true });
    },
    setCurrent(id) {
      if (id === this.current) return;
      this.current = id;
      this.decorate();
    },
    // ---- rows ----------------------------------------------------------------------------------
    take(state) {
      this.reading = null;
      this.asking?.abort();
      this.asking = new AbortController();
      this.params = state.params;
      // A list that the server sent before it knew of the user's last click on a heading.
      const isOvertaken = state.sortTurn < this.sortTurn;
      if (!isOvertaken) this.sort = state.sort;
      this.words = state.words;
      this.current = state.current;
      this.everything = state.selection.everything;
      this.marked = new Set(state.selection.marked);
      this.firstPage = isOvertaken ? null : state.page;
      this.restoreTop = this.rememberedTop();
      this.revealed = state.reveal;
      if (state.page) this.tell(state.page);
    },
    tell(page) {
      this.trouble = "";
      if (!page.found) return;
      this.found = page.found;
      this.count = page.last;
    },
    datasource() {
      return { getRows: (request) => this.getRows(request) };
    },
    async getRows(request) {
      const { signal } = this.asking;
      const page = signal.aborted ? null : await this.page(request.startRow, request.sortModel);
      if (!this.api) return;
      if (!page) return request.failCallback(); // else AG Grid waits for it, and for two at most
      this.tell(page);
      request.successCallback(page.rows, page.last ?? undefined);
      if (request.startRow === 0) this.scrollBack();
      document.dispatchEvent(new Event("list-drawn"));
    },
    async page(start, sortModel) {
      const sort = this.sortText(sortModel);
      if (start === 0 && this.firstPage && sort === this.sort) {
        const page = this.firstPage;
        this.firstPage = null;
        return page;
      }
      const query = new URLSearchParams({ ...this.params, sort, start });
      const { signal } = this.asking;
      while (this.api && !signal.aborted) {
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
    // Reads again what is loaded, the first rows always: they tell how many there are.
    async refresh() {
      clearTimeout(this.refreshTimer);
      this.refreshTimer = null;
      if (!this.api) return;
      const reading = (this.reading = {});
      const isOver = () => !this.api || this.reading !== reading;
      const loaded = Object.values(this.api.getCacheBlockState()).filter((block) => block.pageStatus === "loaded");
      const starts = new Set([0, ...loaded.map((block) => block.startRow)]);
      const fill = async (start) => {
        const page = await this.page(start, this.sortModel());
        if (page && !isOver()) this.fill(start, page);
      };
      await Promise.all([...starts].map(fill));
      if (isOver()) return;
      this.reading = null;
      this.scrollBack();
      document.dispatchEvent(new Event("list-drawn"));
    },
    // In place: AG Grid itself would make all cells anew.
    fill(start, page) {
      this.tell(page);
      const isLoaded = this.api.getCacheBlockState()[start / this.block] !== undefined;
      const write = (index) => {
        const node = isLoaded && this.api.getDisplayedRowAtIndex(start + index); // which would load it
        const row = page.rows[index];
        if (!node || node.data === row) return;
        node.id ??= String(node.rowIndex); // AG Grid draws anew what has none whenever the count changes
        node.updateData(row);
      };
      for (let index = 0; index < this.block; index++) write(index);
      const end = start + page.rows.length;
      if (page.last !== null) this.api.setRowCount(page.last, true);
      else if (start === 0 && this.api.isLastRowIndexKnown()) this.api.setRowCount(end + 1, false);
      else return;
      for (let index = 0; index < page.rows.length; index++) write(index);
    },
    changesPlace(before, after) {
      const field = this.sort.replace("-", "");
      return (
        before[field] !== after[field] ||
        before.trashed !== after.trashed ||
        before.is_open !== after.is_open ||
        Object.values(this.params).some(Boolean)
      );
    },
    // ---- sorting -------------------------------------------------------------------------------
    sortModel() {
      return this.api
        .getColumnState()
        .filter((column) => column.sort)
        .map((column) => ({ colId: column.colId, sort: column.sort }));
    },
    sortText(model) {
      const first = model[0];
      return first ? (first.sort === "desc" ? "-" : "") + first.colId : this.sort;
    },
    applySort() {
      if (this.sortText(this.sortModel()) === this.sort) return;
      const colId = this.sort.replace("-", "");
      const sort = this.sort.startsWith("-") ? "desc" : "asc";
      this.api.applyColumnState({ state: [{ colId, sort }], defaultState: { sort: null } });
    },
    onSort(event) {
      if (event.source === "api" || event.source === "gridOptionsChanged") return;
      this.sort = this.sortText(this.sortModel());
      this.sortTurn += 1;
      this.$emit("sort", { sort: this.sort, turn: this.sortTurn });
    },
    // ---- selection -----------------------------------------------------------------------------
    isSelected(id) {
      return this.everything !== this.marked.has(id);
    },
    toggle(node, withRange) {
      const on = !this.isSelected(node.data.id);
      if (withRange && this.anchor && this.anchor.index !== node.rowIndex) {
        const [start, end] = [this.anchor.index, node.rowIndex].sort((a, b) => a - b);
        this.$emit("range", { start, count: end - start + 1, on: this.anchor.on });
        this.anchor = { index: node.rowIndex, on: this.anchor.on };
      } else {
        this.marked[on !== this.everything ? "add" : "delete"](node.data.id);
        this.$emit("mark", { id: node.data.id, on });
        this.anchor = { index: node.rowIndex, on };
      }
      this.decorate();
    },
    toggleEverything() {
      this.everything = !this.everything || this.marked.size > 0;
      this.marked = new Set();
      this.$emit("everything", this.everything);
      this.decorate();
    },
    onPress({ target, button }) {
      if (button !== 0) return;
      this.pressed = { target, id: this.nodeAt(target)?.data?.id, onCircle: target.closest(".circle-hit") !== null };
    },
    // Where the pressed cell is drawn anew before the release, the browser may know of no click; of one
    // that it knows, it tells before the timeout.
    onRelease({ target }) {
      const { pressed } = this;
      if (!pressed) return;
      const isSame = !pressed.target.isConnected && this.nodeAt(target)?.data?.id === pressed.id;
      setTimeout(() => {
        if (this.pressed !== pressed) return;
        if (isSame) target.click();
        this.pressed = null;
      });
    },
    // Not by AG Grid's own event, which it tells only some moments later.
    onTap(event) {
      const { pressed } = this;
      this.pressed = null;
      const node = this.nodeAt(event.target);
      if (!node?.data) return;
      if (pressed && pressed.id !== node.data.id) return; // another has taken its place under the finger
      if (pressed?.onCircle || event.target.closest(".circle-hit")) this.toggle(node, event.shiftKey);
      else this.open(node.data.id);
    },
    open(id) {
      this.$emit("open", id);
      this.setCurrent(id);
    },
    onKey({ event, node }) {
      if (!node?.data) return;
      if (event.key === "Enter") this.open(node.data.id);
      else if (event.key === " " && this.selectable) {
        event.preventDefault();
        this.toggle(node, event.shiftKey);
      }
    },
    reveal(index) {
      const last = this.api.getDisplayedRowCount() - 1;
      if (last >= 0) this.api.ensureIndexVisible(Math.min(index, last), "middle");
      if (!this.nodeOf(this.current)) this.refreshSoon(0);
    },
    focusList() {
      if (!this.api.getDisplayedRowCount() || this.rowsDiv().contains(document.activeElement)) return;
      const index = this.nodeOf(this.current)?.rowIndex ?? 0;
      this.api.ensureIndexVisible(index);
      this.api.setFocusedCell(index, this.columns[0].field);
    },
    // ---- painting ------------------------------------------------------------------------------
    rowsDiv() {
      return this.$refs.rows;
    },
    nodeOf(id) {
      let found = null;
      this.api.forEachNode((node) => {
        if (node.data?.id === id) found = node;
      });
      return found;
    },
    nodeAt(element) {
      const index = element.closest?.(".ag-row")?.getAttribute("row-index");
      return index ? this.api.getDisplayedRowAtIndex(Number(index)) : null;
    },
    decorateSoon() {
      if (this.isDecorating) return;
      this.isDecorating = true;
      requestAnimationFrame(() => {
        this.isDecorating = false;
        if (this.api) this.decorate();
      });
    },
    decorate() {
      for (const element of this.rowsDiv().querySelectorAll(".ag-row")) {
        const row = this.nodeAt(element)?.data;
        if (row) this.decorateRow(element, row);
      }
    },
    decorateRow(element, row) {
      const selected = this.selectable && this.isSelected(row.id);
      // Behind the drawer no row may answer to the name of a field (« Thierville » to « Ville »).
      if (document.body.classList.contains("with-drawer")) element.removeAttribute("aria-label");
      else element.setAttribute("aria-label", row[this.columns[0].field]);
      element.classList.toggle("row-selected", selected);
      element.classList.toggle("row-current", row.id === this.current);
      const circle = element.querySelector(".circle-hit");
      circle?.setAttribute("aria-checked", String(selected));
    },
    flash({ rowIndex }) {
      const element = this.rowsDiv().querySelector(`.ag-row[row-index="${rowIndex}"]`);
      element?.classList.add("row-flash");
      setTimeout(() => element?.classList.remove("row-flash"), 1500);
    },
    fitsIn(column) {
      return this.rowsDiv().clientWidth >= (column.from ?? 0);
    },
    fitColumns() {
      for (const column of this.columns) {
        if (this.api.getColumn(column.field).isVisible() === this.fitsIn(column)) continue;
        this.api.setColumnsVisible([column.field], this.fitsIn(column));
      }
    },
    // ---- scroll, kept for the way back ---------------------------------------------------------
    memoryKey() {
      return `scroll:${this.url}?${new URLSearchParams({ ...this.params, sort: this.sort })}`;
    },
    rememberedTop() {
      const kept = sessionStorage.getItem(this.memoryKey());
      return kept === null ? null : Number(kept);
    },
    rememberTop() {
      if (!this.api) return;
      const top = Math.round(this.api.getVerticalPixelRange().top / ROW_HEIGHT);
      sessionStorage.setItem(this.memoryKey(), String(top));
    },
    scrollBack() {
      const { restoreTop, revealed } = this;
      this.restoreTop = this.revealed = null;
      if (restoreTop > 0) this.api.ensureIndexVisible(restoreTop, "top");
      else if (restoreTop === null && revealed > 0) this.reveal(revealed);
    },
    // ---- options -------------------------------------------------------------------------------
    options() {
      return {
        theme: THEME,
        rowModelType: "infinite",
        cacheBlockSize: this.block,
        maxBlocksInCache: 4,
        maxConcurrentDatasourceRequests: 2,
        infiniteInitialRowCount: 1,
        columnDefs: this.columns.map((column) => this.columnDef(column)),
        suppressMovableColumns: true,
        suppressCellFocus: false,
        suppressDragLeaveHidesColumns: true,
        suppressMultiSort: true,
        animateRows: false,
        suppressAnimationFrame: true,
        suppressColumnVirtualisation: true,
        rowBuffer: 4,
        datasource: this.datasource(),
        tabToNextCell: () => false,
        enableCellTextSelection: false,
        localeText: this.texts,
        onCellKeyDown: (event) => this.onKey(event),
        onSortChanged: (event) => this.onSort(event),
        onGridSizeChanged: () => this.api && this.fitColumns(),
        onBodyScrollEnd: () => this.rememberTop(),
        onModelUpdated: () => this.decorateSoon(),
      };
    },
    columnDef(column) {
      const isSorted = this.sort.replace("-", "") === column.field;
      return {
        field: column.field,
        headerName: column.label,
        ...(column.flex ? { flex: column.flex, minWidth: column.width } : { width: column.width }),
        hide: !this.fitsIn(column),
        sortable: column.sortable,
        sortingOrder: ["asc", "desc"],
        sort: isSorted ? (this.sort.startsWith("-") ? "desc" : "asc") : null,
        resizable: false,
        cellClass: column.align === "right" ? "cell-right" : "",
        headerClass: column.align === "right" ? "cell-right" : "",
        cellRenderer: Cell,
        equals: () => false, // a cell knows by itself what it shows, the found words included
        cellRendererParams: { list: this, column },
      };
    },
  },
};
