// The record of a marked number beside it: on hover while the pointer is there, on click or focus until Esc or another.
(() => {
  const card = document.getElementById("card");
  const claims = [...document.querySelectorAll("a.claim")];
  let held = null;

  const rowOf = (claim) => document.getElementById(claim.getAttribute("href").slice(1));

  const show = (claim) => {
    hide();
    const row = rowOf(claim);
    const list = document.createElement("dl");
    const heads = row.closest("table").tHead.rows[0].cells;
    [...row.cells].forEach((cell, index) => {
      if (!cell.textContent.trim()) return;
      const term = document.createElement("dt");
      const words = document.createElement("dd");
      term.textContent = heads[index].textContent;
      words.textContent = cell.textContent;
      words.className = cell.classList.contains("value") ? "value" : "";
      list.append(term, words);
    });
    card.replaceChildren(list);
    card.hidden = false;
    const place = claim.getBoundingClientRect();
    const size = card.getBoundingClientRect();
    const margin = claim.closest(".text").getBoundingClientRect().right + 16;
    const beside = margin + size.width <= innerWidth - 16;
    const under = place.bottom + 8;
    let top = under + size.height <= innerHeight ? under : place.top - size.height - 8;
    if (beside) top = Math.min(place.top, innerHeight - size.height - 8);
    top = Math.max(8, top);
    const left = beside ? margin : Math.max(8, Math.min(place.left, innerWidth - size.width - 16));
    card.style.top = `${top}px`;
    card.style.left = `${left}px`;
    claim.classList.add("on");
    row.classList.add("on");
  };

  const hide = () => {
    card.hidden = true;
    document.querySelectorAll(".on").forEach((one) => one.classList.remove("on"));
  };

  const hold = (claim) => {
    held = claim;
    if (claim) show(claim);
    else hide();
  };

  for (const claim of claims) {
    claim.addEventListener("mouseenter", () => show(claim));
    claim.addEventListener("mouseleave", () => (held ? show(held) : hide()));
    claim.addEventListener("focus", () => hold(claim));
    claim.addEventListener("click", (event) => {
      event.preventDefault();
      claim.focus();
      hold(claim);
    });
  }
  for (const link of document.querySelectorAll("td.id a")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const claim = document.getElementById(link.getAttribute("href").slice(1));
      claim.scrollIntoView({ block: "center" });
      claim.focus({ preventScroll: true });
      hold(claim);
    });
  }
  const linked = location.hash && document.getElementById(location.hash.slice(1));
  if (linked && linked.classList.contains("claim")) {
    linked.scrollIntoView({ block: "center" });
    hold(linked);
  }
  document.addEventListener("click", (event) => {
    if (held && !event.target.closest("a.claim, #card, td.id")) hold(null);
  });
  document.addEventListener("scroll", () => held && show(held), { passive: true });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hold(null);
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || !held || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = claims[claims.indexOf(held) + step];
    if (next) {
      event.preventDefault();
      next.focus();
      hold(next);
    }
  });
})();
