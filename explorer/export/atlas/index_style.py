"""How the index page of an atlas looks, and the few lines that search it."""

from __future__ import annotations

__all__ = ["FILTER", "STYLE"]

STYLE = """
:root { --text: #22262b; --soft: #5d666f; --page: #ffffff; --raised: #f4f4f4; --line: #d9dcdf;
  --link: #1b5e86; --warn: #fdf3dc; }
[data-theme=dark] { --text: #e4e6e8; --soft: #a3abb3; --page: #191c1f; --raised: #23272b;
  --line: #3a4046; --link: #7fbde0; --warn: #38301c; }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--text); background: var(--page);
  max-width: 76rem; margin: 0 auto; padding: 1.5rem; }
h1, h2, h3, h4 { line-height: 1.25; margin: 1.6em 0 0.4em; }
h1 { margin-top: 0; }
h2 { border-bottom: 1px solid var(--line); padding-bottom: 0.2em; }
h3 i { font-weight: normal; color: var(--soft); font-size: 0.9em; }
h4 { margin-top: 0; }
a { color: var(--link); }
p { margin: 0 0 0.5em; }
.notice { background: var(--warn); padding: 0.6em 0.9em; border-radius: 6px; }
.small, figcaption, #found { color: var(--soft); font-size: 0.85em; }
nav ul { list-style: none; padding: 0; columns: 24rem; font-size: 0.92em; }
nav li { margin-bottom: 0.8em; break-inside: avoid; }
.muscle { display: grid; gap: 1rem;
  grid-template-columns: repeat(auto-fit, minmax(min(30rem, 100%), 1fr)); }
.muscle h3 { grid-column: 1 / -1; margin-bottom: 0; }
article { background: var(--raised); border-radius: 8px; padding: 1rem; display: flex;
  flex-wrap: wrap; gap: 1rem; align-items: flex-start; }
.plates { display: flex; flex-wrap: wrap; gap: 0.6rem; flex: 0 1 auto; }
.words { flex: 1 1 15rem; }
figure { margin: 0; width: 12rem; max-width: 100%; }
img { width: 100%; height: auto; border-radius: 4px; display: block; }
footer { border-top: 1px solid var(--line); margin-top: 2.5rem; font-size: 0.92em; }
input { font: inherit; padding: 0.35em 0.6em; width: 18rem; max-width: 100%; color: inherit;
  background: var(--page); border: 1px solid var(--line); border-radius: 6px; }
[hidden] { display: none !important; }
@media print { nav, input, #found { display: none; } article { break-inside: avoid; } }
"""

FILTER = """
const field = document.getElementById("filter"), found = document.getElementById("found");
field.addEventListener("input", () => {
  const words = field.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let count = 0;
  for (const muscle of document.querySelectorAll(".muscle")) {
    const head = muscle.querySelector("h3").textContent.toLowerCase();
    let any = false;
    for (const article of muscle.querySelectorAll("article")) {
      const text = head + " " + article.textContent.toLowerCase();
      article.hidden = !words.every((word) => text.includes(word));
      any = any || !article.hidden;
      count += article.hidden ? 0 : 1;
    }
    muscle.hidden = !any;
  }
  for (const section of document.querySelectorAll("section"))
    section.hidden = !section.querySelector(".muscle:not([hidden])");
  found.textContent = words.length ? count + " found" : "";
});
"""
