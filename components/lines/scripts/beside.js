const GAP = 4; // px

// Under an element, or above it where there is more room, and never beyond the edge of what one sees: a tablet's
// keyboard takes its part of the screen.
export function lieBeside(box, anchor) {
  const [at, own] = [anchor.getBoundingClientRect(), box.getBoundingClientRect()];
  const height = globalThis.visualViewport?.height ?? innerHeight;
  const isAbove = at.bottom + GAP + own.height > height && at.top > height - at.bottom;
  const left = Math.min(at.left, document.documentElement.clientWidth - own.width - GAP);
  box.style.left = `${Math.max(GAP, left)}px`;
  box.style.top = `${isAbove ? Math.max(GAP, at.top - GAP - own.height) : at.bottom + GAP}px`;
}
