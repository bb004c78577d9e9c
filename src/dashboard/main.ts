// The order counts.
import './first-frame.ts'
import './elements/app.ts'
