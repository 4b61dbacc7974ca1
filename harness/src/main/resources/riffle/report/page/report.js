"use strict";

// Tables: a click on a column's title sorts by it, a second click the other way round. Cells without a number come last.
document.querySelectorAll("th button").forEach((button) => {
  button.addEventListener("click", () => {
    const header = button.parentElement;
    const body = header.closest("table").tBodies[0];
    const up = header.getAttribute("aria-sort") !== "ascending";
    header.parentElement.querySelectorAll("th").forEach((other) => other.removeAttribute("aria-sort"));
    header.setAttribute("aria-sort", up ? "ascending" : "descending");
    const column = header.cellIndex;
    const numeric = header.classList.contains("number");
    const key = (row) => {
      const cell = row.cells[column];
      return numeric ? ("key" in cell.dataset ? Number(cell.dataset.key) : NaN) : cell.textContent;
    };
    const order = (a, b) => {
      if (!numeric) { return a < b ? -1 : a > b ? 1 : 0; }
      return a - b;
    };
    const rows = Array.from(body.rows, (row) => ({ row, key: key(row) }));
    const missing = rows.filter((entry) => Number.isNaN(entry.key));
    const present = rows.filter((entry) => !Number.isNaN(entry.key));
    present.sort((a, b) => (up ? 1 : -1) * order(a.key, b.key));
    body.append(...present.concat(missing).map((entry) => entry.row));
  });
});

// Pictures: pointing at a mark or reaching it with the arrow keys says what it is.
const tip = document.getElementById("tip");

function show(mark) {
  const box = mark.getBoundingClientRect();
  tip.textContent = mark.getAttribute("aria-label");
  tip.hidden = false;
  const left = Math.min(box.right + 6, document.documentElement.clientWidth - tip.offsetWidth - 8);
  tip.style.left = Math.max(8, left) + window.scrollX + "px";
  tip.style.top = box.bottom + 6 + window.scrollY + "px";
}

function hide() { tip.hidden = true; }

const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

document.querySelectorAll("g.marks").forEach((group) => {
  const marks = Array.from(group.querySelectorAll(".mark"));
  const to = (mark) => {
    marks.forEach((other) => other.setAttribute("tabindex", other === mark ? "0" : "-1"));
    mark.focus();
  };
  marks.forEach((mark, i) => {
    mark.querySelectorAll("title").forEach((title) => title.remove());
    mark.addEventListener("pointerenter", () => show(mark));
    mark.addEventListener("pointerleave", hide);
    mark.addEventListener("focus", () => show(mark));
    mark.addEventListener("blur", hide);
    mark.addEventListener("click", () => to(mark));
    mark.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { hide(); }
      const next = event.key === "Home" ? 0 : event.key === "End" ? marks.length - 1 : i + (steps[event.key] || 0);
      if (next !== i && marks[next]) {
        event.preventDefault();
        to(marks[next]);
      }
    });
  });
});

// Samples: the embedded results files, saved as files.
document.querySelectorAll("button.download").forEach((button) => {
  button.addEventListener("click", () => {
    const content = document.getElementById(button.dataset.content).textContent;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type: "application/json" }));
    link.download = button.dataset.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
});
