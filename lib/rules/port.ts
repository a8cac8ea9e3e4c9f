/** What the rules room needs of the browser; lib/browser/rules.ts is the real one, tests have their own. */
type Rule = chrome.declarativeNetRequest.Rule

export interface RuleChange {
  readonly removeRuleIds: number[]
  readonly addRules: Rule[]
}

export interface RulesPort {
  /** The dynamic rules with these ids, or all of them (slow when they hold many names). */
  getDynamic(ids?: number[]): Promise<Rule[]>
  /** All or nothing; rejects with the browser's message when it refuses one rule. Unknown ids to remove are fine. */
  updateDynamic(change: RuleChange): Promise<void>
  getSession(): Promise<Rule[]>
  updateSession(change: RuleChange): Promise<void>
  isRegexSupported(regex: string): Promise<boolean>
}
