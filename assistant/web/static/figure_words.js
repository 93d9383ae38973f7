// Figures in words of the page's language.
import { fill } from "./elements.js";

/** The kinds of figures by their name in the API. */
export function kindNames(words) {
  return {
    result: words.kind_result,
    target: words.kind_target,
    change: words.kind_change,
    plan_share: words.kind_plan_share,
    rank: words.kind_rank,
    ratio: words.kind_ratio,
    running_total: words.kind_running_total,
  };
}

/** What a figure is measured against, "" when that is nothing. */
export function against({ against: plan }, words) {
  return plan ? fill(words.against, plan) : "";
}

/** A length of the API ("8 months", "172 days") in words; "" stays empty. */
export function lengthWords(length, words) {
  const [number, unit] = length.split(" ");
  return unit ? fill(unit === "months" ? words.months_n : words.days_n, number) : "";
}

/** Why there is no chart: in what the figures differ, or what they lack. */
export function obstacleWords(obstacles, words) {
  const differing = {
    indicator: words.differ_indicator,
    kind: words.differ_kind,
    unit: words.differ_unit,
    against: words.differ_against,
    length: words.differ_length,
  };
  const lacking = {
    few: words.too_few,
    many: words.too_many,
    period: words.untimed,
    range: words.ranged,
    contradiction: words.contradicting,
  };
  const names = obstacles.map((one) => differing[one]).filter(Boolean);
  return names.length ? fill(words.differing, names.join(", ")) : obstacles.map((one) => lacking[one]).join(", ");
}
