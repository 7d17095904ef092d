// A checkbox that ticks under the finger, before the server has answered.
export default {
  template: `
    <label class="tick">
      <input type="checkbox" :checked="value" @change="onChange" />
      <span>{{ label }}</span>
      <span v-if="count" class="tick-count" aria-hidden="true">{{ count }}</span>
    </label>`,
  props: { label: String, start: Boolean, count: String },
  data() {
    return { value: this.start };
  },
  methods: {
    onChange(event) {
      this.value = event.target.checked;
      this.$emit("tick", this.value);
    },
    set(value) {
      this.value = value;
    },
  },
};
