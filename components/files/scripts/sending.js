// Files on their way to the server: one after the other, each with how far it has come, and a way to stop it.
import { markRaw } from "vue";

const SILENT = "Le serveur ne répond pas. Réessayez dans un instant.";
const LOST = "Le fichier n’a pas pu être envoyé. Réessayez.";
let keys = 0;

export const sending = {
  data() {
    return { sent: [] };
  },
  methods: {
    send(files) {
      for (const file of files) {
        const one = { key: ++keys, name: file.name, size: file.size, done: 0, error: "", path: this.path };
        one.file = markRaw(file);
        if (file.size > this.most) one.error = `Ce fichier est trop lourd : ${Math.floor(this.most / 1e6)} Mo au plus.`;
        else if (!file.size) one.error = "Ce fichier est vide.";
        this.sent.push(one);
      }
      this.next();
    },
    next() {
      if (this.sent.some((one) => one.request)) return;
      const waiting = this.sent.find((one) => !one.error);
      if (waiting) this.begin(waiting);
    },
    begin(one) {
      const request = new XMLHttpRequest();
      one.request = markRaw(request);
      request.upload.onprogress = ({ loaded }) => (one.done = loaded);
      request.onload = () => this.ended(one, request.status === 200 ? "" : (said(request) ?? LOST));
      request.onerror = () => this.ended(one, SILENT);
      request.open("POST", `${one.path}&nom=${encodeURIComponent(one.name)}`);
      request.send(one.file);
    },
    ended(one, error) {
      one.request = null;
      one.error = error;
      if (!error) this.forget(one);
      this.next();
    },
    cancel(one) {
      one.request?.abort();
      this.forget(one);
      this.next();
    },
    forget(one) {
      this.sent = this.sent.filter((other) => other.key !== one.key);
    },
  },
};

function said(request) {
  try {
    return JSON.parse(request.responseText).detail;
  } catch {
    return request.responseText || undefined; // of the guard, which answers in plain words
  }
}
