// A native file field under a label that looks like a button; what went wrong stands beside it.
export default {
  template: `
    <div class="file-button">
      <label class="button button-quiet">
        <input type="file" class="unseen" :accept="accept" :disabled="isSending" @change="send" />
        <span>{{ isSending ? "Envoi…" : label }}</span>
      </label>
      <div class="field-error" role="alert">{{ error }}</div>
    </div>`,
  props: { label: String, path: String, accept: String, most: Number },
  data() {
    return { error: "", isSending: false };
  },
  methods: {
    async send({ target }) {
      const [file] = target.files;
      target.value = ""; // so that the same file can be chosen again
      if (!file) return;
      if (file.size > this.most) {
        this.error = `Ce fichier est trop lourd : ${Math.floor(this.most / 1e6)} Mo au plus.`;
        return;
      }
      this.error = "";
      this.isSending = true;
      try {
        const answer = await fetch(this.path, { method: "POST", body: file });
        const said = await answer.json().catch(() => ({}));
        if (answer.ok) this.$emit("sent", { ...said, file: file.name });
        else this.error = said.detail ?? "Le fichier n’a pas pu être envoyé. Réessayez.";
      } catch {
        this.error = "Le serveur ne répond pas. Réessayez dans un instant.";
      } finally {
        this.isSending = false;
      }
    },
  },
};
