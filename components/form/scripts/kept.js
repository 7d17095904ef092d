// What is typed and not yet saved, in this tab's storage. It belongs to who has typed it: it leaves with them
// when they sign out, in whichever tab, and when somebody else signs in.
const SIGNED_IN = "comptoir-since";

// Whoever types on a shared tablet finds their own text again, and nobody else's.
export class Kept {
  // `name` tells apart what one person types in several places.
  constructor(owner, name = "") {
    this.key = `comptoir-draft-${owner}${name && `-${name}`}`;
  }
  read() {
    return JSON.parse(sessionStorage.getItem(this.key));
  }
  write(draft) {
    sessionStorage.setItem(this.key, JSON.stringify(draft));
  }
  forget() {
    sessionStorage.removeItem(this.key);
  }
}

// What others than this person have left here, once somebody signs in.
export function putOthersAway(owner, since) {
  if (sessionStorage.getItem(SIGNED_IN) !== since) {
    const own = new Kept(owner).key;
    const others = Object.keys(sessionStorage).filter((key) => key !== own && !key.startsWith(`${own}-`));
    others.forEach((key) => sessionStorage.removeItem(key));
  }
  sessionStorage.setItem(SIGNED_IN, since);
}

// Everything, and whatever is kept until the page is gone.
export function empty() {
  sessionStorage.clear();
  addEventListener("pagehide", () => sessionStorage.clear());
}
