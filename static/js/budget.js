/* A slider beside the budget's field, for trying quickly. The field and its button work without it. */
(() => {
  "use strict";

  const form = document.querySelector("[data-budget]");
  const field = form?.querySelector("input[name=budget]");
  if (!field) return;

  const digits = (text) => Number(text.normalize("NFKC").replace(/[^0-9]/g, "")) || 0;
  const slider = document.createElement("input");
  slider.type = "range";
  slider.min = "0";
  slider.max = String(Math.max(Number(form.dataset.most), digits(field.value)));
  slider.step = form.dataset.unit;
  slider.value = String(digits(field.value));
  slider.className = "budget-slider";
  const label = document.createElement("label");
  label.className = "budget-slider__label";
  label.append("動かして試す", slider);
  (field.closest(".field") ?? field.parentElement).append(label);

  slider.addEventListener("input", () => {
    field.value = Number(slider.value).toLocaleString("ja-JP");
  });
  field.addEventListener("input", () => {
    slider.value = String(digits(field.value));
  });
  // Amounts come from the server alone: letting go asks it.
  slider.addEventListener("change", () => form.requestSubmit());
})();
