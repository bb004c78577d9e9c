import { type Case, pull } from '../case.ts'

// Two people touch the same header, "Copyright … 2026", in different files beside what they are after: no duplicates.
const header = [
  '-// Copyright 2025 The Yard Authors. All rights reserved.',
  '+// Copyright 2026 The Yard Authors. All rights reserved.',
  ' // Use of this source is governed by the licence in the file LICENSE.',
]

export default {
  pulls: [
    pull(
      101,
      'ada',
      'Year of the header',
      { 'cmd/crane/main.go': [...header, ' package crane'] },
      { startLine: 1 },
    ),
    pull(102, 'bela', 'New year', { 'cmd/winch/drum.go': [...header, ' package winch'] }, { startLine: 1 }),
    pull(
      103,
      'cato',
      'Drums brake on their own',
      { 'cmd/hoist/brake.go': [...header, ' package hoist', '+const ownBrake = true'] },
      { startLine: 1 },
    ),
  ],
  right: { sets: [] },
} satisfies Case
