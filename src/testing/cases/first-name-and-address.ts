import { type Case, commit, pull } from '../case.ts'

// A person who signs with a short first name opens the same again from the address at work. Another of that name, whose
// address says nothing of it, is another, and so is one who writes something else.
const listed = {
  'views/users/details.html.erb': [
    '     <li><%= user.email %></li>',
    '+    <li class="list-item">',
    '+      <% user.duties.each do |duty| %>',
    '+        <span class="duty-tag"><%= duty.name %></span>',
    '+      <% end %>',
    '+    </li>',
    '   </ul>',
  ],
}
const by = (name: string, address: string, minute: number, message: string) => ({
  author: address,
  commits: [commit(address, minute, message, { authorName: name, authorEmail: address })],
})

export default {
  pulls: [
    pull(101, '', 'Update details.html.erb', listed, {
      ...by('tim', 'timbrewer@mail.example', 10, 'Update details.html.erb'),
    }),
    pull(103, '', 'show duties', listed, { ...by('Tim', 'tim@cooperage.example', 90, 'show duties') }),
    pull(106, '', 'Duties of a user', listed, {
      ...by('Tim', 'oakbarrel@mail.example', 200, 'Duties of a user'),
    }),
  ],
  right: {
    sets: [[101, 103, 106]],
    pairs: { '101-103': 'RESUBMISSION', '101-106': 'SAME_CHANGE', '103-106': 'SAME_CHANGE' },
  },
} satisfies Case
