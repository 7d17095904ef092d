// The screen of a shared device while it is locked: a name, a PIN, and nothing behind it.
const WHOLE_PIN = /^\d{4,6}$/;

export default {
  template: `
    <div class="lock" role="dialog" aria-modal="true" aria-labelledby="lock-title">
      <form class="lock-card" @submit.prevent="open" novalidate>
        <h1 id="lock-title" class="page-title">Écran verrouillé</h1>
        <p v-if="!people.length" class="lock-text">
          Personne n’a encore choisi de code PIN : connectez-vous avec un mot de passe.
        </p>
        <template v-else>
          <div class="lock-people" role="radiogroup" aria-label="Qui êtes-vous ?">
            <button v-for="one in people" :key="one.id" type="button" role="radio" class="lock-person"
                    :aria-checked="chosen === one.id ? 'true' : 'false'" @click="choose(one.id)">
              {{ one.name }}
            </button>
          </div>
          <div class="door-field" :class="{ 'door-wrong': refusal }">
            <label for="lock-pin">Code PIN</label>
            <input id="lock-pin" ref="pin" v-model="pin" type="password" inputmode="numeric" maxlength="6"
                   autocomplete="off" :aria-invalid="refusal ? 'true' : 'false'" />
            <p class="door-error" role="alert">{{ refusal }}</p>
          </div>
          <button class="door-submit" type="submit" :disabled="isBusy">Déverrouiller</button>
        </template>
        <button class="door-back" type="button" @click="leave">Se connecter avec un mot de passe</button>
      </form>
    </div>`,
  props: { people: Array, current: Number },
  data() {
    return { chosen: null, pin: "", refusal: "", isBusy: false };
  },
  created() {
    this.tabs = new BroadcastChannel("comptoir-signed-out");
    this.tabs.onmessage = () => sessionStorage.clear();
  },
  unmounted() {
    this.tabs.close();
  },
  mounted() {
    this.choose(this.people.some((one) => one.id === this.current) ? this.current : this.people[0]?.id);
  },
  methods: {
    choose(id) {
      this.chosen = id;
      this.$refs.pin?.focus();
    },
    async open() {
      if (this.isBusy) return;
      if (!WHOLE_PIN.test(this.pin)) {
        this.refusal = "Le code a de 4 à 6 chiffres.";
        this.$refs.pin?.focus();
        return;
      }
      this.isBusy = true;
      this.refusal = "";
      try {
        const body = new URLSearchParams({ compte: this.chosen, pin: this.pin });
        const response = await fetch("/deverrouiller", { method: "POST", body });
        const answer = await response.json();
        const said = answer.refusal ?? answer.error;
        this.refusal = said ?? answer.detail ?? "";
        if (!said) location.reload(); // it is open, or the session is over
      } catch {
        this.refusal = "Le serveur ne répond pas : réessayez dans un instant.";
      } finally {
        this.pin = "";
        this.isBusy = false;
        this.$refs.pin?.focus();
      }
    },
    // What was being typed here leaves with who signs out: see keeper.js.
    async leave() {
      sessionStorage.clear();
      this.tabs.postMessage("");
      await fetch("/deconnexion", { method: "POST" });
      location.reload();
    },
  },
};
