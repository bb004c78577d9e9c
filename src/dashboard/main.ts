import './elements/app.ts'
