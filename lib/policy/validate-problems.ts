/** How a check of a policy document says what it found. */
import { fieldPath, type DocumentProblem } from './validate-shape.ts'

export type Path = readonly PropertyKey[]
export type Problems = DocumentProblem[]

export const problem = (path: Path, wrong: string, fix: string): DocumentProblem => ({
  field: fieldPath(path),
  wrong,
  fix,
})
export const when = (condition: boolean, path: Path, wrong: string, fix: string): Problems =>
  condition ? [problem(path, wrong, fix)] : []
