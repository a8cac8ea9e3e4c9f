/** What the prompt says of what was found. */
import type { PauseHere } from '../../messages/personal.ts'
import type { PersonalKind } from '../../policy/personal.ts'
import type { PromptWords } from './draw.ts'

export function promptWords(
  kinds: readonly PersonalKind[],
  { kinds: lines, unkind, lang, dir, ...words }: NonNullable<PauseHere['words']>,
): PromptWords {
  const { unanswered } = words
  if (kinds.every((kind) => kind === 'unkind')) {
    const choices = { keep: unkind.change, go: unkind.send }
    return { title: unkind.title, lines: [], detail: unkind.detail, choices, unanswered, lang, dir }
  }
  return {
    title: words.title,
    lines: kinds.map((kind) => lines[kind]),
    detail: words.detail,
    choices: { keep: words.keep, go: words.goOn, ask: words.ask },
    unanswered,
    lang,
    dir,
  }
}
