/** The words of the worker: of the browser's language, made once for each worker, when first needed. */
import { languages } from '../browser/runtime.ts'
import { createWords } from '../ui/i18n/words.ts'
import type { Words } from '../ui/i18n/words.ts'

let made: Words | undefined

export const words = (): Words => (made ??= createWords(languages()))
