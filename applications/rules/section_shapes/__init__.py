"""The answers of an application's sections, typed. Every key is optional, so that a draft is kept from its first field.

Keys are those of the paper (様式第1号 and its annexes); `Asked` says beside each what it is called and when it must
be answered.
"""
