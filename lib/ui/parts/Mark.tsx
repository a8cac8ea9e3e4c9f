/** Our mark: a shield with the step of a kerb. The same drawing as assets/icons/mark.svg. */
export function Mark({ attention = false }: { attention?: boolean }) {
  return (
    <svg
      class={attention ? 'mark mark--attention' : 'mark'}
      viewBox="0 0 128 128"
      aria-hidden="true"
      focusable="false"
    >
      <path
        class="mark__shape"
        d="M64 6 C80 16 97 20 114 21 V62 C114 92 94 112 64 122 C34 112 14 92 14 62 V21 C31 20 48 16 64 6 Z"
      />
      <path
        class="mark__step"
        d="M34 50 H64 V80 H94"
        stroke-width="15"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  )
}
