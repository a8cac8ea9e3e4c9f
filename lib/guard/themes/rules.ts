/** Every rule, made at its first use: a worker that judges no search pays for none. */
import { patternOf, readRules, type Rule } from './rule.ts'
import { ARABIC } from './words/ar.ts'
import { CONTEXTS_ELSEWHERE } from './words/contexts-elsewhere.ts'
import { FICTION, HELP, STUDY } from './words/contexts.ts'
import { WELSH } from './words/cy.ts'
import { EN } from './words/en.ts'
import { EN_HARM } from './words/en-harm.ts'
import { PUNJABI } from './words/pa.ts'
import { POLISH } from './words/pl.ts'
import { ROMANIAN } from './words/ro.ts'
import { UKRAINIAN } from './words/uk.ts'
import { URDU } from './words/ur.ts'

let rules: readonly Rule[] | undefined

export const allRules = (): readonly Rule[] =>
  (rules ??= [EN, EN_HARM, WELSH, POLISH, ROMANIAN, UKRAINIAN, ARABIC, URDU, PUNJABI].flatMap(readRules))

export interface Contexts {
  readonly help: RegExp
  readonly study: RegExp
  readonly fiction: RegExp
}

let made: Contexts | undefined

const anyOf = (...sources: readonly string[]): RegExp =>
  new RegExp(`(?<= )(?:${sources.map(patternOf).join('|')})(?= )`, 'u')

export const contexts = (): Contexts =>
  (made ??= {
    help: anyOf(HELP, CONTEXTS_ELSEWHERE.help),
    study: anyOf(STUDY, CONTEXTS_ELSEWHERE.study),
    fiction: anyOf(FICTION),
  })
