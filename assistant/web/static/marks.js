// What the marks of computed and corrected sentences (Σ, ✎) tell: where it stands, and that Esc folds it.

const TOLD = ".tl-why:is(:hover, :focus):not(.tl-folded)";
const GAP = 8;

/** What a mark tells stands above its sentence where there is room below the page's head, and else below it. */
export function serveMarks() {
  for (const entered of ["mouseover", "focusin"]) {
    document.addEventListener(entered, ({ target }) => {
      const mark = target.closest?.(".tl-why");
      if (!mark || mark.contains(document.querySelector(".tl-how:hover"))) return; // what is being read stays
      const top = mark.closest("p").getBoundingClientRect().top - document.getElementById("tl-header").offsetHeight;
      mark.classList.toggle("tl-above", mark.querySelector(".tl-how").offsetHeight + GAP < top);
    });
  }
  for (const left of ["mouseout", "focusout"]) {
    document.addEventListener(left, ({ target }) => target.closest?.(".tl-why")?.classList.remove("tl-folded"));
  }
}

/** Fold what a mark tells until it is left; false when none tells. */
export function foldMark() {
  const told = document.querySelector(TOLD);
  told?.classList.add("tl-folded");
  return told !== null;
}
