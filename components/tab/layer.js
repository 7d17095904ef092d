export default { inheritAttrs: false, template: "<slot />" };
