// How many statements one invocation may still send: Cloudflare ends one that goes over its limit
// (1,000 on the paid plan) with an error nobody can answer for, so that ours ends before.

export const DEFAULT_QUERY_BUDGET = 900

export class QueryBudget {
  #left: number
  #spent = 0

  constructor(statements: number) {
    this.#left = statements
  }

  get left(): number {
    return this.#left
  }

  get spent(): number {
    return this.#spent
  }

  /** False when so many are not left; then none is taken. */
  spend(statements: number): boolean {
    if (statements > this.#left) return false
    this.#left -= statements
    this.#spent += statements
    return true
  }
}
