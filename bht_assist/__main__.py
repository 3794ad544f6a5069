from bht_assist.cli import main

main()
