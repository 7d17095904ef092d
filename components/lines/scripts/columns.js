// The fields of a line, in the order in which one types them.
export const NATURES = [
  { code: "goods", label: "Bien" },
  { code: "service", label: "Service" },
];
const FIELDS = [
  { name: "reference", label: "Référence", head: "Réf.", isSought: true },
  { name: "designation", label: "Désignation", isSought: true },
  { name: "quantity", label: "Quantité", head: "Qté", isNumber: true },
  { name: "unit", label: "Unité", options: "units" },
  { name: "price", label: "Prix unitaire HT", head: "PU HT", short: "PU HT", isNumber: true, isOfPrice: true },
  { name: "discount", label: "Remise %", head: "Rem. %", isNumber: true, isOfPrice: true },
  { name: "vat", label: "TVA", options: "vatRates", isOfPrice: true },
  { name: "nature", label: "Nature", options: "natures" },
];
const DESIGNATION = FIELDS.filter(({ name }) => name === "designation");
const MOMENTS = [
  { name: "starts", label: "Début" },
  { name: "ends", label: "Fin" },
];
const HINTS = { title: "Titre", text: "Texte", subtotal: "Sous-total" };
export const NUMBERS = new Set(FIELDS.filter(({ isNumber }) => isNumber).map(({ name }) => name));
export const COUNTED = new Set([...NUMBERS, "vat", "kind"]);
export const SOUGHT = new Set(FIELDS.filter(({ isSought }) => isSought).map(({ name }) => name));

export function columns(showsPrices) {
  return FIELDS.filter(({ isOfPrice }) => showsPrices || !isOfPrice);
}

export function fieldsOf(kind, showsPrices) {
  return kind in HINTS ? DESIGNATION : columns(showsPrices);
}

export function momentsOf(kind) {
  return kind === "rental" ? MOMENTS : [];
}

export function hintOf(kind) {
  return HINTS[kind] ?? "Désignation, ou un article du catalogue";
}
