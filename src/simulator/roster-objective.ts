/** What an empty place costs, above any unfairness that a month can have. */
const EMPTY_PLACE = 1_000_000;

/**
 * The price of a draft: a million for each empty place, and for each person the square of what she has beyond or below
 * her fair share. `bound` is what no draft can be below: no empty place, and as many shifts as were given spread over the
 * same people as evenly as whole shifts allow, whatever the rules say. Equal numbers therefore prove the draft optimal.
 */
export function objectiveOf(
  emptyPlaces: number,
  accounts: readonly { shifts: number; fairShare: number }[],
): { objective: number; bound: number } {
  const unfairness = sum(accounts.map((account) => (account.shifts - account.fairShare) ** 2));
  const shares = accounts.map((account) => account.fairShare);
  const even = emptyPlaces === 0 ? evenest(shares, sum(accounts.map((account) => account.shifts))) : 0;
  return { objective: rounded(emptyPlaces * EMPTY_PLACE + unfairness), bound: rounded(even) };
}

/** The least sum of squares when `total` whole shifts are given out one by one to whoever it costs least. */
function evenest(shares: readonly number[], total: number): number {
  const given = shares.map((share) => Math.max(0, Math.floor(share)));
  let left = total - sum(given);
  while (left > 0) {
    const index = cheapest(shares, given);
    given[index] = (given[index] ?? 0) + 1;
    left--;
  }
  return left < 0 ? 0 : sum(shares.map((share, index) => ((given[index] ?? 0) - share) ** 2));
}

function cheapest(shares: readonly number[], given: readonly number[]): number {
  let best = 0;
  for (let i = 1; i < shares.length; i++) {
    if ((given[i] ?? 0) - (shares[i] ?? 0) < (given[best] ?? 0) - (shares[best] ?? 0)) best = i;
  }
  return best;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const rounded = (number: number): number => Math.round(number * 100) / 100;
