"use strict";
// Draws each plot from the table beside it, so that what is drawn and what is read are the same numbers.
(() => {
  const WIDTH = 360;
  const percent = d3.format(".1%");
  const short = value => d3.format(Math.abs(value) >= 1e4 ? "~s" : ",")(value);
  const shares = plot => Array.from(plot.parentElement.querySelectorAll("tbody tr"), row => ({
    label: row.cells[0].textContent,
    from: +row.dataset.from,
    to: +row.dataset.to,
    real: +row.dataset.real,
    synthetic: +row.dataset.synthetic
  }));
  const canvas = (plot, width, height, label) => d3.select(plot).append("svg")
    .attr("viewBox", [0, 0, width, height]).attr("role", "img").attr("aria-label", label);
  const said = d => `${d.label}: real ${percent(d.real)}, synthetic ${percent(d.synthetic)}`;
  const nameOf = plot => plot.closest(".card").querySelector("h3").textContent;
  const shorten = (text, letters) => text.length > letters ? text.slice(0, letters - 1) + "…" : text;

  function histogram(plot, scale, ticks) {
    const data = shares(plot);
    const height = 170, left = 40, right = 6, top = 8, bottom = 22;
    const x = scale.domain([data[0].from, data[data.length - 1].to]).range([left, WIDTH - right]);
    const y = d3.scaleLinear([0, d3.max(data, d => Math.max(d.real, d.synthetic)) || 1], [height - bottom, top]).nice(4);
    const svg = canvas(plot, WIDTH, height, `Shares of ${nameOf(plot)} by range, real and synthetic; the numbers follow in a table`);
    svg.append("g").attr("transform", `translate(${left},0)`)
      .call(d3.axisLeft(y).ticks(4, y.domain()[1] < .05 ? ".1%" : ".0%").tickSize(-(WIDTH - left - right)))
      .call(axis => axis.select(".domain").remove());
    svg.append("g").attr("transform", `translate(0,${height - bottom})`).call(ticks(x, data)).call(axis => axis.selectAll(".tick line").remove());
    svg.append("g").selectAll("rect").data(data).join("rect").attr("class", "real")
      .attr("x", d => x(d.from) + .5).attr("width", d => Math.max(.5, x(d.to) - x(d.from) - 1))
      .attr("y", d => y(d.real)).attr("height", d => y(0) - y(d.real));
    const steps = data.flatMap(d => [[x(d.from), y(d.synthetic)], [x(d.to), y(d.synthetic)]]);
    const outline = d3.line()([[x(data[0].from), y(0)], ...steps, [x(data[data.length - 1].to), y(0)]]);
    svg.append("path").attr("class", "synthetic").attr("d", outline);
    svg.append("path").attr("class", "outline").attr("d", outline);
    svg.append("g").selectAll("rect").data(data).join("rect").attr("fill-opacity", 0)
      .attr("x", d => x(d.from)).attr("width", d => Math.max(.5, x(d.to) - x(d.from))).attr("y", top).attr("height", height - bottom - top)
      .append("title").text(said);
  }

  function bars(plot) {
    const data = shares(plot);
    const left = 122, right = 40, row = 26;
    const height = data.length * row + 4;
    const x = d3.scaleLinear([0, d3.max(data, d => Math.max(d.real, d.synthetic)) || 1], [left, WIDTH - right]);
    const svg = canvas(plot, WIDTH, height, `Shares of the values of ${nameOf(plot)}, real and synthetic; the numbers follow in a table`);
    const line = svg.selectAll("g").data(data).join("g").attr("transform", (d, i) => `translate(0,${i * row + 2})`);
    line.append("title").text(said);
    line.append("text").attr("class", "label").attr("x", left - 7).attr("y", 15).attr("text-anchor", "end").text(d => shorten(d.label, 19));
    line.append("rect").attr("class", "real").attr("x", left).attr("y", 1).attr("height", 10).attr("width", d => Math.max(.5, x(d.real) - left));
    line.append("rect").attr("class", "synthetic").attr("x", left).attr("y", 12).attr("height", 9).attr("width", d => Math.max(.5, x(d.synthetic) - left));
    line.append("text").attr("x", d => x(Math.max(d.real, d.synthetic)) + 5).attr("y", 15).text(d => percent(d.synthetic));
  }

  function heatmap(plot) {
    const kind = plot.dataset.value;
    const rows = Array.from(document.querySelectorAll("table.pairs tbody tr"));
    const names = [];
    const cells = rows.map(row => {
      const [first, second] = Array.from(row.querySelectorAll(".name"), name => name.textContent);
      const i = +row.dataset.i, j = +row.dataset.j;
      names[i] = first;
      names[j] = second;
      const read = key => row.dataset[key] === undefined || row.dataset[key] === "" ? NaN : +row.dataset[key];
      const value = kind === "difference" ? read("synthetic") - read("real") : kind === "gap" ? -read("gap") : read(kind);
      return { i, j, value, said: `${first} × ${second}: ${isNaN(value) ? "undefined" : d3.format(".2f")(value)}` };
    });
    const full = kind === "difference" || kind === "gap" ? .5 : 1;
    const many = names.length;
    const margin = 112;
    const top = 104;
    const cell = Math.min(28, (WIDTH + 60 - margin) / many);
    const size = cell * many;
    const font = Math.max(5.5, Math.min(11, cell * .85));
    const letters = Math.floor(margin / (font * .56));
    const svg = canvas(plot, margin + Math.max(size, 200), top + size, `Heat map of ${many} columns; the numbers follow in a table`);
    const place = svg.append("g").attr("transform", `translate(${margin},${top})`);
    const both = cells.flatMap(d => [d, { ...d, i: d.j, j: d.i }]);
    place.selectAll("rect.pair").data(both).join("rect")
      .attr("class", d => isNaN(d.value) ? "pair none" : d.value < 0 ? "pair below" : "pair above")
      .attr("fill-opacity", d => isNaN(d.value) ? null : Math.min(1, Math.abs(d.value) / full))
      .attr("x", d => d.j * cell).attr("y", d => d.i * cell).attr("width", cell - .6).attr("height", cell - .6)
      .append("title").text(d => d.said);
    place.selectAll("rect.self").data(names).join("rect").attr("class", "self")
      .attr("x", (d, i) => i * cell).attr("y", (d, i) => i * cell).attr("width", cell - .6).attr("height", cell - .6);
    const side = place.append("g").attr("font-size", font);
    side.selectAll("text.row").data(names).join("text").attr("class", "label").attr("text-anchor", "end")
      .attr("x", -5).attr("y", (d, i) => (i + .5) * cell + font * .35).text(d => shorten(d, letters));
    side.selectAll("text.column").data(names).join("text").attr("class", "label column")
      .attr("transform", (d, i) => `translate(${(i + .5) * cell + font * .35},-5) rotate(-90)`).text(d => shorten(d, letters - 1));
  }

  const painters = {
    HISTOGRAM: plot => histogram(plot, d3.scaleLinear(), (x, data) => {
      const axis = d3.axisBottom(x).tickFormat(short);
      // Bins of one whole number each are named in their middle.
      const whole = data.length <= 12 && data.every(d => d.to - d.from === 1 && d.from % 1 !== 0);
      return whole ? axis.tickValues(data.map(d => d.from + .5)) : axis.ticks(5);
    }),
    TIMELINE: plot => histogram(plot, d3.scaleUtc(), x => d3.axisBottom(x).ticks(5)),
    BARS: bars,
    HEATMAP: heatmap
  };
  const draw = plot => painters[plot.dataset.plot](plot);
  const waiting = Array.from(document.querySelectorAll(".plot"));
  window.addEventListener("beforeprint", () => waiting.splice(0).forEach(draw));
  // A few at a time, so that a page of hundreds of columns can be scrolled from the start.
  const drawSome = () => {
    const until = performance.now() + 20;
    while (waiting.length > 0 && performance.now() < until) {
      draw(waiting.shift());
    }
    if (waiting.length > 0) {
      setTimeout(drawSome);
    }
  };
  drawSome();
})();
