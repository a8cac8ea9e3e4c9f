/** What the teacher has open on the page of a lesson, and whom they chose. */
import { signal } from '@preact/signals'
import { focusSoon } from './focus.ts'

export type Tool = 'longer' | 'sites' | 'open' | 'eyes-up' | 'hand-over' | 'end'

/** The tool that is open. */
export const tool = signal<Tool | null>(null)
/** Pupils who are chosen, by number. */
export const chosenPupils = signal<ReadonlySet<number>>(new Set())
/** The code by which another teacher takes over. */
export const handCode = signal<{ readonly code: string; readonly until: number } | null>(null)

/** Puts the open tool away; the keyboard is back on its button. */
export function closeTool(): void {
  const was = tool.value
  tool.value = null
  if (was) focusSoon(`tool-${was}`)
}

export function forgetPage(): void {
  tool.value = null
  chosenPupils.value = new Set()
  handCode.value = null
}

/** A code that was used is none any more. */
export function forgetCode(): void {
  if (handCode.value && tool.value === 'hand-over') closeTool()
  handCode.value = null
}
