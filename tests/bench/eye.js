// What somebody in front of the screen sees: the moment in which something is painted.
// All moments are in milliseconds since the epoch, the same for every program of this machine.
(() => {
  const now = () => performance.timeOrigin + performance.now();
  // After the callbacks of a frame, that frame is on screen.
  const painted = () => new Promise((done) => setTimeout(() => done(now())));

  const firstPaint = () =>
    new Promise((done) => {
      const tell = (entries) => entries.getEntriesByName("first-contentful-paint").forEach((it) => done(it.startTime));
      new PerformanceObserver(tell).observe({ type: "paint", buffered: true });
    });

  const grid = () => getElement(document.querySelector(".list").id.slice(1));
  const row = (index) => document.querySelector(`.ag-row[row-index="${index}"]`);

  const cellIn = (element, field) => element?.querySelector(`[col-id="${field}"] .cell-text`)?.textContent ?? "";

  // Listens before the page does, and so hears an answer before the page acts on it.
  window.WebSocket = class extends WebSocket {
    constructor(...address) {
      super(...address);
      this.addEventListener("message", () => (eye.heard = now()));
    }
  };

  window.eye = {
    // When the server has last said something.
    heard: 0,
    // The moment in which `isThere` holds for the first time, counted from the start of the page.
    // Scripts that follow the first paint keep a timer waiting: of that one the browser tells when it was.
    async open(isThere) {
      await this.until(isThere);
      const there = performance.now();
      const end = (await painted()) - performance.timeOrigin;
      const first = await firstPaint();
      return first >= there ? first : end;
    },
    // From the next event of this type to the frame in which `isThere` holds.
    watch(type, isThere) {
      this.seen = (async () => {
        const from = await new Promise((done) => {
          addEventListener(type, (event) => done(performance.timeOrigin + event.timeStamp), {
            capture: true,
            once: true,
          });
        });
        await this.until(isThere);
        const answered = this.heard;
        return { from, answered, to: await painted() };
      })();
    },
    // The moment in which `isThere` holds, from now on.
    arrival(isThere) {
      this.arrived = this.until(isThere).then(painted);
    },
    async until(isThere) {
      do await new Promise((done) => requestAnimationFrame(done));
      while (!isThere());
    },
    // The first rows can be read, though not yet touched.
    showsRows: () => document.querySelector(".picture-row, .ag-row .cell-text") !== null,
    hasRows: () => !document.querySelector(".picture") && document.querySelector(".ag-row .cell-text"),
    text: (selector) => document.querySelector(selector)?.textContent ?? "",
    // The list shows what was searched for: its rows, or that there are none.
    hasFound(words) {
      const { api, params, count } = grid();
      if (params.q !== words) return false;
      if (count === 0) return true;
      const first = api.getDisplayedRowAtIndex(0)?.data;
      return first !== undefined && cellIn(row(0), "name") === first.name && !this.waits();
    },
    data: (index) => grid().api.getDisplayedRowAtIndex(index)?.data,
    bring: (index) => grid().api.ensureIndexVisible(index),
    count: () => grid().count,
    waits: () => document.querySelector(".ag-row .cell-waiting") !== null,
    cell(id, field) {
      const rows = [...document.querySelectorAll(".ag-row")];
      return cellIn(rows.find((one) => this.data(Number(one.getAttribute("row-index")))?.id === id), field);
    },
    // The list has followed its scroll bar, and has rows at the top, in the middle and at the bottom.
    isFull() {
      const [body, bar] = [".ag-body-viewport", ".ag-body-vertical-scroll-viewport"].map((one) =>
        document.querySelector(one),
      );
      if (Math.abs(body.scrollTop - bar.scrollTop) > 1) return false;
      const box = body.getBoundingClientRect();
      return [8, box.height / 2, box.height - 24].every((down) => {
        const there = document.elementFromPoint(box.left + 80, box.top + down)?.closest(".ag-row");
        return there?.querySelector(".cell-text");
      });
    },
    // From the last time that something was scrolled to the frame in which the list is full.
    followScrolling() {
      addEventListener("scroll", () => this.isScrolled(), true);
      const look = () => {
        const asked = this.scrolled;
        if (this.full === null && this.isFull()) {
          setTimeout(() => asked === this.scrolled && (this.full = now()));
        }
        requestAnimationFrame(look);
      };
      look();
    },
    isScrolled() {
      this.scrolled = now();
      this.full = null;
    },
    toTop() {
      document.querySelector(".ag-body-viewport").scrollTo(0, 0);
      this.isScrolled();
    },
    // The first rows that may be deleted, and the first one below them that then takes their place.
    free(number) {
      const all = Array.from({ length: 100 }, (_, index) => index);
      const free = all.filter((index) => this.data(index)?.open === "").slice(0, number);
      return { free, next: all.find((index) => index > free[0] && !free.includes(index)) };
    },
  };
})();
