/** What is open, kept or served when the policy changes. One browser, one change. */
import { CHANGES, startChanged } from './cases/changes.ts'
import { play } from './play.ts'

play([...CHANGES], startChanged)
