Creator "igraph version 0.10.12 Sat Jan  1 10:00:00 2026"
Version 1
graph
[
  directed 0
  node
  [
    id 0
    name "Ann"
    kind "resident"
    age 40
  ]
  node
  [
    id 1
    name "Ben"
    kind "resident"
    age 41
  ]
  node
  [
    id 2
    name "Cid"
    kind "resident"
    age 42
  ]
  node
  [
    id 3
    name "Dee"
    kind "resident"
    age NaN
  ]
  node
  [
    id 4
    name "Eve"
    kind "resident"
    age 44
  ]
  node
  [
    id 5
    name "Fay"
    kind "resident"
    age 45
  ]
  node
  [
    id 6
    name "Zo&#235;"
    kind "resident"
    age 46
  ]
  node
  [
    id 7
    name "Joy"
    kind "provider"
    age 47
  ]
  edge
  [
    source 1
    target 0
    weight 3
  ]
  edge
  [
    source 2
    target 0
    weight 1
  ]
  edge
  [
    source 2
    target 1
    weight 2
  ]
  edge
  [
    source 3
    target 2
    weight 1.5
  ]
  edge
  [
    source 4
    target 3
    weight 4
  ]
  edge
  [
    source 7
    target 4
    weight 2
  ]
]
