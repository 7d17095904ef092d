// A tab whose session has ended while it could not be told (a PC that slept, a server that was restarted)
// is let in no more, and would wait for ever: it asks for its page anew, and the door says why.
const SOON = 100;

export default {
  template: "<span hidden></span>",
  mounted() {
    this.watch();
  },
  unmounted() {
    clearTimeout(this.timer);
    window.socket?.off("connect_error", this.ask);
  },
  methods: {
    watch() {
      if (window.socket) window.socket.on("connect_error", this.ask);
      else this.timer = setTimeout(this.watch, SOON); // the page makes it once all of it is there
    },
    async ask() {
      const answer = await fetch("/api/session").catch(() => null);
      if (answer?.status === 401) location.reload();
    },
  },
};
