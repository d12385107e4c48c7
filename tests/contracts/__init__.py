"""The commands of the contract, run as anyone outside would run them."""
