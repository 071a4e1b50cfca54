// The months of the timeline as data-months writes them: 2019-08:12 2019:3 (only the year is known) 201:1 (the decade) :15000
export function months(root) {
  const { language, words } = { language: document.documentElement.lang, words: root.dataset };
  const named = new Intl.DateTimeFormat(language, { year: "numeric", month: "long" });
  const shortly = new Intl.DateTimeFormat(language, { month: "short" });
  return words.months.split(" ").map((written) => {
    const [key, photos] = written.split(":");
    return {
      key, photos: Number(photos), year: key.slice(0, 4), title: title(key, words, named), short: short(key, words, shortly),
      count: words.count.replace("{count}", Number(photos).toLocaleString(language)),
    };
  });
}

function title(key, words, named) {
  if (key.length === 7) return named.format(firstOf(key));
  if (key.length === 4) return words.yearOnly.replace("{year}", key);
  return key ? words.decade.replace("{year}", `${key}0`) : words.unknown;
}

function short(key, words, shortly) {
  return key.length === 7 ? shortly.format(firstOf(key)) : words.someMonth;
}

function firstOf(key) {
  return new Date(Number(key.slice(0, 4)), Number(key.slice(5)) - 1);
}

export function titled(month) {
  const count = document.createElement("span");
  count.className = "count";
  count.textContent = month.count;
  return [`${month.title} `, count];
}
