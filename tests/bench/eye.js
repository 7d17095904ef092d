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

  const HEADINGS = 45; // px
  const grid = () => getElement(document.querySelector(".list").id.slice(1));
  const row = (index) => document.querySelector(`.list-row[data-index="${index}"]`);

  const cellIn = (element, field) => element?.querySelector(`.column-${field} .cell-text`)?.textContent ?? "";

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
    showsRows: () => document.querySelector(".list-row .cell-text") !== null,
    hasRows: () => !document.querySelector(".picture") && document.querySelector(".list-row .cell-text"),
    text: (selector) => document.querySelector(selector)?.textContent ?? "",
    // The list shows what was searched for: its rows, or that there are none.
    hasFound(words) {
      const { params, count } = grid();
      if (params.q !== words) return false;
      if (count === 0) return true;
      const first = this.data(0);
      return first !== undefined && cellIn(row(0), "name") === first.name && !this.waits();
    },
    data: (index) => grid().pages.row(index),
    bring: (index) => grid().bring(index),
    count: () => grid().count,
    waits: () => document.querySelector(".list-row .cell-waiting") !== null,
    cell(id, field) {
      return cellIn(row(grid().pages.indexOf(id)), field);
    },
    // The list has rows at the top, in the middle and at the bottom.
    isFull() {
      const box = document.querySelector(".list-body").parentElement.getBoundingClientRect();
      return [HEADINGS + 8, box.height / 2, box.height - 24].every((down) => {
        const there = document.elementFromPoint(box.left + 80, box.top + down)?.closest(".list-row");
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
    // As with the handle of the scroll bar.
    drag(share) {
      const box = document.querySelector(".list-rows");
      box.scrollTo(0, share * (box.scrollHeight - box.clientHeight));
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
