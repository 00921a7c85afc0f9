/// One right case of each kind, short enough to see what a changed value means.
enum Sample {
  static let heap = #"""
    {"kind":"heap","name":"sample","base":"0x444444440000","heap_size":128,\#
    "ops":[["alloc",0,32,8],["alloc",1,16,8],["free",0],["extend",64]],\#
    "results":[0,32,"ok","ok"],\#
    "holes_after":[[[32,96]],[[48,80]],null,[[0,32],[48,144]]],\#
    "used_after":[32,48,16,16],"free_after":[96,80,112,176]}
    """#

  static let mapper = #"""
    {"kind":"mapper","name":"sample","regions":[["0x8000","0xc000","Usable"]],\#
    "cr3":"0x1000","phys_size":"0x10000","has_panic":false,\#
    "ops":[["map_to","4K","0x400000","0xb8000","0x3"],["translate_addr","0x400123"],\#
    ["unmap","4K","0x400000"],["allocate_frame"],["translate","0x400000"]],\#
    "results":["ok","0xb8123",{"frame":"0xb8000"},{"frame":"0xb000"},"NotMapped"],\#
    "frame_alloc_calls":4,\#
    "entries":[["0x1000",0,"0x8003"],["0x8000",0,"0x9003"],["0x9000",2,"0xa003"]]}
    """#

  static let frames = #"""
    {"kind":"frames","name":"sample","e820":[["0x0","0x2800",1],["0x2800","0x800",2]],\#
    "regions":[["0x0","0x2000","Usable"],["0x2000","0x3000","Reserved"]],\#
    "first":["0x0","0x1000",null],"total":2,"probes":[[1,"0x1000"],[2,null]]}
    """#

  static let address = #"""
    {"kind":"addr","name":"sample","input":"0x7fffffffffff","virt_try_new":"0x7fffffffffff",\#
    "virt_new_truncate":"0x7fffffffffff","phys_try_new":"0x7fffffffffff",\#
    "phys_new_truncate":"0x7fffffffffff","indices":[255,511,511,511],"page_offset":4095,\#
    "page_4k":"0x7ffffffff000","page_2m":"0x7fffffe00000","page_1g":"0x7fffc0000000",\#
    "page_from_indices":"0x7ffffffff000","next_page_4k":"0xffff800000000000",\#
    "align_down_up_4k_2m_1g":[["0x7ffffffff000","0x800000000000"],\#
    ["0x7fffffe00000","0x800000000000"],["0x7fffc0000000","0x800000000000"]]}
    """#

  static let mmu = #"""
    {"id":"sample","cr0":"0x80010033","cr3":"0x1000","cr4":"0x20","efer":"0xd01",\#
    "memory":[["0x1000","0x2003"],["0x2000","0x83"]],\#
    "accesses":[{"kind":"read","mode":"kernel","va":"0x123"},\#
    {"kind":"write","mode":"kernel","va":"0x8","size":8},{"kind":"read","mode":"user","va":"0x10"}],\#
    "expect":{"results":[\#
    {"ok":true,"pa":"0x123","updates":[["0x1000","0x2003","0x2023"],["0x2000","0x83","0xa3"]]},\#
    {"ok":true,"pa":"0x8","updates":[["0x2000","0xa3","0xe3"]]},\#
    {"ok":false,"fault":{"vector":14,"error_code":5,"cr2":"0x10"},"updates":[]}]}}
    """#
}
